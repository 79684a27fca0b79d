"""The floor: what the submitted cells cost by themselves, in a process that is already warm.

Run as ``python -m tests.benchmarks.floor SUBMITTED_FOLDER``; prints CPU seconds per submission.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile
from pathlib import Path

import numpy  # noqa: F401 - warm, as a grader would be
import pandas  # noqa: F401
import plotly.express  # noqa: F401
import scipy.stats  # noqa: F401

import autograder  # noqa: F401
from autograder.exercises.assignment import code_cells, is_test


def cost_of_cells(path: Path) -> float:
    """CPU seconds of a submission's own cells, run in a fork of this process."""
    notebook = json.loads(path.read_text())
    pid = os.fork()
    if pid == 0:
        os.environ["XDG_STATE_HOME"] = tempfile.gettempdir()
        namespace: dict[str, object] = {"__name__": "__main__"}
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            for cell, source in code_cells(notebook):
                if not is_test(cell):
                    with contextlib.suppress(BaseException):  # some submissions crash on purpose
                        exec(compile(source, "<cell>", "exec"), namespace)
        os._exit(0)
    _, _, used = os.wait4(pid, 0)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print the mean over all submissions below a folder."""
    paths = sorted(Path(sys.argv[1]).rglob("*.ipynb"))
    print(json.dumps({"cpu_s": sum(map(cost_of_cells, paths)) / len(paths)}))


if __name__ == "__main__":
    main()
