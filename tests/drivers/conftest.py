"""What tests of several devices share: the OPC UA twin, whose server takes seconds to start."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from drivers.sim.plc import PlcTwin

NOW = datetime.datetime.now(datetime.UTC)
DAY = datetime.timedelta(days=1)


def write_certificate(folder: Path, name: str) -> tuple[str, str]:
    """A self-signed certificate of the application urn:packline:NAME; its file and its key's."""
    key = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    names = [x509.UniformResourceIdentifier(f"urn:packline:{name}"), x509.DNSName("localhost")]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - DAY)
        .not_valid_after(NOW + DAY)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = folder / f"{name}.pem", folder / f"{name}-key.pem"
    files[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return str(files[0]), str(files[1])


@pytest.fixture(scope="session")
def opcua_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Certificates and keys: of the PLC, of the station, and of somebody else."""
    folder = tmp_path_factory.mktemp("opcua")
    files = {}
    for name in ("plc", "station", "stranger"):
        files[name], files[f"{name}-key"] = write_certificate(folder, name)
    return files


@pytest.fixture(scope="session")
def opcua_twin(opcua_files: dict[str, str]) -> Iterator[PlcTwin]:
    certificate, key = opcua_files["plc"], opcua_files["plc-key"]
    with PlcTwin(over="opcua", certificate=certificate, key=key) as twin:
        yield twin
