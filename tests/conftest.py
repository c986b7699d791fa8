"""What every test needs of its surroundings: Qt draws in memory, as no screen may be there."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
