"""IPython's additions to Python: what they mean for a cell that is graded.

Shell commands, installing and settings of a screen do nothing when work is graded: they say so,
and the cell goes on. A line that only watches a cell (``%%time``) is taken off, so that the cell is
read and run as the plain Python that it is.
"""

from __future__ import annotations

import ast
import contextlib
import re
import warnings

from IPython.core.inputtransformer2 import TransformerManager

UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
"""What reading a source as Python may raise."""

IDLE = {
    *("!", "bash", "cmd", "perl", "pypy", "python2", "python3", "ruby", "script", "sh", "system"),
    *("sx", "autoawait", "autoreload", "cd", "conda", "config", "gui", "load_ext", "mamba"),
    *("matplotlib", "micromamba", "pip", "popd", "pushd", "pylab", "reload_ext", "timeit", "uv"),
}
"""Magics that do nothing when work is graded."""

_WATCHES = re.compile(r"\A\s*%%(time|capture|prun)\b[^\n]*")


def idle(what: str) -> str:
    """What is said of such a line."""
    shown = what if len(what) <= 60 else what[:60] + " ..."
    return f"{shown} does nothing here: grading runs your Python, and no other program.\n"


def unwatched(source: str) -> str:
    """The cell without a first line that only watches it; lines keep their numbers."""
    return _WATCHES.sub(lambda line: "\n" * line[0].count("\n") + "# watched", source, count=1)


def plain(source: str) -> str:
    """The cell as plain Python, as far as it can be read."""
    source = unwatched(source)
    try:
        ast.parse(source)
    except SyntaxError:
        with contextlib.suppress(*UNREADABLE), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of lines that end in strange ways
            return str(_transform(source))
    except UNREADABLE:
        pass
    return source


_transform = TransformerManager().transform_cell
