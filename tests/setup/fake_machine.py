"""A machine made of scripts, on which the launcher can be tried without network, root or time.

PATH holds only scripts of ours and links to the few real tools the launcher uses. What the scripts
answer is set by files in the machine's folder; what they were asked is written to `calls`.
Not responsible for the real Python, pip and apt: those are tried in a fresh Debian by hand.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

LAUNCHER = Path(__file__).resolve().parents[2] / "packline"
RUN_S_MAX = 20
REAL_TOOLS = (
    "bash", "cat", "cksum", "cp", "env", "flock", "grep", "mkdir", "readlink", "rm", "sync",
)  # fmt: skip

CALL = """#!/usr/bin/env bash
echo "${0##*/} $*" >>"$MACHINE/calls"
asked=$*
answer() { [ ! -e "$MACHINE/$1" ] || . "$MACHINE/$1"; }
"""
PYTHON = (
    CALL
    + r"""
case "$*" in
    *'-c'*print*version_info*) echo 3.11 ;;
    *'-c'*sys.exit*) answer suits ;;
    *'-c'*ensurepip*) answer ensurepip ;;
    *'-c'*'import pip'*) answer has_pip ;;
    *'-m venv '*) mkdir -p "$4/bin" && cp "$0" "$4/bin/python" ;;
    *'-m pip '*) answer pip ;;
    *'-m station'*) shift 2; printf '<%s>' "$@"; answer station ;;
    *'-m '*|*'-c '*) answer check ;;
esac
"""
)


class FakeMachine:
    """A checkout in a folder with a space in its name, and the PATH it is run with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.checkout = folder / "packing line"
        self.bin = folder / "bin"
        self.checkout.mkdir()
        self.bin.mkdir()
        shutil.copy(LAUNCHER, self.checkout / "packline")
        for lock in ("requirements.lock", "requirements-test.lock"):
            (self.checkout / lock).write_text("one==1\n")
        for tool in REAL_TOOLS:
            (self.bin / tool).symlink_to(str(shutil.which(tool)))
        self.tool("python3", PYTHON)
        self.tool("id", "#!/bin/sh\necho 1000\n")
        self.tool("sudo", CALL + "exit 1\n")
        self.tool("apt-get", CALL + "answer apt\n")
        self.tool("apt-cache", CALL)
        self.tool("find", "#!/bin/sh\necho /usr/share/fonts/truetype/wqy/wqy-microhei.ttc\n")
        self.tool("ldconfig", CALL + "answer ldconfig\n")
        packages = [line for line in LAUNCHER.read_text().splitlines() if ".so." in line]
        known = "".join(f"echo '\t{line.partition('|')[0]} (libc6)'\n" for line in packages)
        self.answer("ldconfig", known)

    def tool(self, name: str, script: str) -> None:
        """Put a command on the machine."""
        path = self.bin / name
        path.write_text(script)
        path.chmod(0o755)

    def answer(self, question: str, script: str | None) -> None:
        """Set what the scripts do when asked; None is the ordinary answer."""
        path = self.folder / question
        if script is None:
            path.unlink()
        else:
            path.write_text(script)

    def environment(self) -> dict[str, str]:
        """All that the launcher and the scripts see."""
        home = str(self.folder)
        return {"PATH": str(self.bin), "HOME": home, "MACHINE": home, "LANG": "C.UTF-8"}

    def run(
        self,
        *words: str,
        through: Path | None = None,
        cwd: Path | None = None,
        settings: Mapping[str, str] = MappingProxyType({}),
    ) -> subprocess.CompletedProcess[str]:
        """Run the launcher to its end."""
        return subprocess.run(
            [str(through or self.checkout / "packline"), *words],
            cwd=cwd or self.checkout,
            env={**self.environment(), **settings},
            capture_output=True,
            text=True,
            timeout=RUN_S_MAX,
            check=False,
        )

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start the launcher; the caller waits for it."""
        return subprocess.Popen(
            [str(self.checkout / "packline"), *words],
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def calls(self, containing: str = "") -> list[str]:
        """What was asked of the scripts since the machine was made."""
        path = self.folder / "calls"
        lines = path.read_text().splitlines() if path.exists() else []
        return [line for line in lines if containing in line]

    def forget_calls(self) -> None:
        (self.folder / "calls").unlink()

    @property
    def log(self) -> Path:
        return self.checkout / ".venv" / "setup.log"
