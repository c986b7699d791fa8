"""How an OPC UA channel is protected: not at all, or by Basic256Sha256 with files.

The PLC's certificate is a file too, and not taken from the PLC when connecting: whoever stands
between could otherwise hand over one of their own. Making and renewing the files is the plant's.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

SecurityLevel = Literal["none", "sign", "sign-encrypt"]
SECURITY: Final = ("none", "sign", "sign-encrypt")


@dataclass(frozen=True)
class OpcUaSecurity:
    """Paths of PEM or DER files. Raises ValueError if they don't fit the level, or aren't there."""

    level: SecurityLevel = "none"
    certificate: str = ""
    key: str = ""
    server_certificate: str = ""

    def __post_init__(self) -> None:
        for option in ("certificate", "key", "server_certificate"):
            path: str = getattr(self, option)
            if self.level == "none" and path:
                raise ValueError(f'{option} is given, but security is "none": set it to "sign"')
            if self.level != "none" and not path:
                raise ValueError(f'security = "{self.level}" needs the file {option}')
            if path and not Path(path).is_file():
                raise ValueError(f"{option}: there is no file {path}")
