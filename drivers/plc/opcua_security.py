"""How an OPC UA channel is protected: not at all, or by Basic256Sha256 with files.

The PLC's certificate is a file too, and not taken from the PLC when connecting: whoever stands
between could otherwise hand over one of their own. Making and renewing the files is the plant's.
A user's password is a file as well, so that it stands in no line file, and it is sent through a
protected channel only.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

SecurityLevel = Literal["none", "sign", "sign-encrypt"]
SECURITY: Final = ("none", "sign", "sign-encrypt")
PASSWORD_BYTES_MAX: Final = 256


@dataclass(frozen=True)
class OpcUaSecurity:
    """Paths of PEM or DER files, and of a text file for `user`'s password. Raises ValueError if
    they don't fit the level, or aren't there."""

    level: SecurityLevel = "none"
    certificate: str = ""
    key: str = ""
    server_certificate: str = ""
    user: str = ""
    password_file: str = ""

    def __post_init__(self) -> None:
        for option in ("certificate", "key", "server_certificate"):
            path: str = getattr(self, option)
            if self.level == "none" and path:
                raise ValueError(f'{option} is given, but security is "none": set it to "sign"')
            if self.level != "none" and not path:
                raise ValueError(f'security = "{self.level}" needs the file {option}')
            if path and not Path(path).is_file():
                raise ValueError(f"{option}: there is no file {path}")
        if bool(self.user) != bool(self.password_file):
            raise ValueError("user and password_file belong together: give both, or neither")
        if self.user and self.level == "none":
            raise ValueError('a user needs a protected channel: set security to "sign-encrypt"')
        self.password()

    def password(self) -> str:
        """The file's first line, "" without a user. Raises ValueError for a file that isn't
        there, is everybody's to read, or holds none."""
        if not self.password_file:
            return ""
        path = Path(self.password_file)
        if not path.is_file():
            raise ValueError(f"password_file: there is no file {path}")
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise ValueError(f"password_file: others can read {path}; run chmod 600 on it")
        first = path.read_bytes()[: PASSWORD_BYTES_MAX + 1].splitlines()[:1]
        if not first or not 1 <= len(first[0]) <= PASSWORD_BYTES_MAX:
            why = f"a line of 1 to {PASSWORD_BYTES_MAX} bytes"
            raise ValueError(f"password_file: {path} has to hold {why}")
        return first[0].decode("utf-8")
