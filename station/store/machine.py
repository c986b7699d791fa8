"""Which PC this is, and which folder: so that a copy that runs elsewhere is told from the original.

Facts that stay the same for years (the system's own id, the database's path), and only as a hash.
Nothing here forbids anything: a disk that was moved to another PC starts locked, and two people
unlock it. Not told apart: a cloned virtual machine, which has the same id and the same path; there
the sessions do it (`standing.py`).
"""

from __future__ import annotations

import hashlib
import platform
import sys
import uuid
from pathlib import Path

ID_FILES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))

if sys.platform == "win32":
    import winreg

    def _system_id() -> str:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
else:

    def _system_id() -> str:
        for file in ID_FILES:
            if file.exists():
                return file.read_text("ascii").strip()
        return ""


def machine_id() -> str:
    """The system's own id; without one, the name and the network card's address."""
    return _system_id() or f"{platform.node()} {uuid.getnode():012x}"


def place_of(database: Path) -> str:
    """A hash of this PC and of where the database lies on it."""
    return hashlib.sha256(f"{machine_id()}\n{database.resolve()}".encode()).hexdigest()
