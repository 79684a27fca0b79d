"""Where a learner's own memory is kept: on this machine, in files that belong to the learner."""

from __future__ import annotations

import os
from pathlib import Path


def state_path(name: str) -> Path:
    """The file ``name`` in the learner's state folder; whoever writes it makes the folder.

    The folder is ``set-and-setting`` in $XDG_STATE_HOME, or in ~/.local/state without it.
    Nothing in it is ever sent anywhere.
    """
    base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(base) / "set-and-setting" / name
