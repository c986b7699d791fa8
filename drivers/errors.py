"""The ways in which a device conversation fails, by who is at fault."""

from __future__ import annotations


class DeviceError(Exception):
    """Base of all that this package raises."""


class Misuse(DeviceError):
    """We are at fault: a command that the device or its state can't take. A bug, no condition."""


class DeviceRefused(DeviceError):
    """The device said no. `said` are its own words, `hint` what a person can do about it."""

    def __init__(self, device: str, said: str, hint: str) -> None:
        super().__init__(f"{device}: {said} ({hint})")
        self.device, self.said, self.hint = device, said, hint


class ProtocolError(DeviceError):
    """The peer sent what its protocol doesn't allow."""


class PayloadError(Misuse):
    """A payload holds bytes that this device's protocol can't carry. Nothing was sent.

    `position` is the offset of the first such byte."""

    def __init__(self, device: str, position: int, why: str) -> None:
        super().__init__(f"{device}: byte {position} of the payload can't be sent: {why}")
        self.device, self.position = device, position
