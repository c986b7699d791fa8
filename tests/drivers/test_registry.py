"""The registry: names to drivers and twins, and sentences for what isn't there."""

from __future__ import annotations

import inspect

import pytest

from drivers import registry
from drivers.link.api import AddressError
from drivers.link.runner import Runner
from drivers.sim.codenet import CodenetTwin


def test_a_stream_driver_is_built_with_its_runner() -> None:
    device = registry.build(
        "coder 1", "domino-codenet", "tcp://127.0.0.1:7000", {"label": "ITEM", "depth": 1}
    )
    assert isinstance(device, Runner)
    assert (device.name, device.caps.queue_depth) == ("coder 1", 1)


@pytest.mark.parametrize(
    ("protocol", "url", "options", "says"),
    [
        (
            "domino",
            "tcp://h:1",
            {},
            "device 'c': no protocol 'domino'; known are cab-jscript, camera, cognex-",
        ),
        ("domino-codenet", "tcp://h:1", {"lable": "X"}, "no option 'lable'; it knows ack_ms_max"),
        ("domino-codenet", "tcp://h:1", {}, "device 'c': .*missing.*'label'"),
        ("domino-codenet", "tcp://h:1", {"label": "X", "depth": 0}, "depth is 1 to 1023"),
    ],
)
def test_what_cannot_be_built_is_told_with_what_is_known(
    protocol: str, url: str, options: dict[str, object], says: str
) -> None:
    with pytest.raises(registry.DeviceConfigError, match=says):
        registry.build("c", protocol, url, options)


@pytest.mark.parametrize("protocol", ["domino-codenet", "modbus-plc"])
def test_a_bad_address_is_told_before_anything_starts(protocol: str) -> None:
    options = {"label": "X"} if protocol == "domino-codenet" else {}
    with pytest.raises(AddressError):
        registry.build("c", protocol, "tcp://", options)


@pytest.mark.parametrize("protocol", list(registry.DRIVERS))
def test_every_option_named_is_one_that_the_driver_has(protocol: str) -> None:
    entry = registry.DRIVERS[protocol]
    parameters = inspect.signature(registry.load(entry.factory)).parameters
    assert set(entry.options) <= set(parameters)
    keyword_only = {n for n, p in parameters.items() if p.kind is inspect.Parameter.KEYWORD_ONLY}
    assert keyword_only == set(entry.options)


def test_twins_are_made_by_name() -> None:
    twin = registry.make_twin("codenet", depth=5)
    assert isinstance(twin, CodenetTwin)
    assert twin.depth == 5
    assert registry.twins()["codenet"] == ("drivers.sim.codenet:CodenetTwin", 7000)
    with pytest.raises(
        registry.DeviceConfigError, match="no simulated device 'laser'; known are codenet"
    ):
        registry.make_twin("laser")


@pytest.mark.parametrize("name", list(registry.TWINS))
def test_every_twin_can_be_made_and_explains_its_faults(name: str) -> None:
    factory = registry.load(registry.TWINS[name].factory)
    assert factory.FAULTS
    assert all(sentence.strip() for sentence in factory.FAULTS.values())
