"""Processes of this machine: who started whom."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from pathlib import Path


def parents() -> dict[int, int]:
    """The parent of every process, zombies included."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                stat = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it has just ended
                continue
            found[int(folder.name)] = int(stat[1])
    return found


def children(pid: int) -> set[int]:
    """The processes that a process started or was given."""
    return {child for child, parent in parents().items() if parent == pid}


def in_a_child(work: Callable[[], bool], words: Path) -> int:
    """Do something in a forked process, which ends with 0 where it returns true.

    What it raises is written to ``words``. Returns the process id.
    """
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        code = 0 if work() else 1
    except BaseException:
        words.write_text(traceback.format_exc(), "utf-8")
    finally:
        os._exit(code)
