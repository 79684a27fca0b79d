"""Where nbgrader meets the engine: ``nbgrader autograde`` and the formgrader's button use it.

Set as a sanitizing preprocessor in ``nbgrader_config.py``, with stock ones that record the scores.
The submitted file is graded in nbgrader's first step, from its bytes; what nbgrader then records is
the instructor's notebook with the student's answers and our scores in it.
"""

from __future__ import annotations

import atexit
import os
import stat
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.engine.client import Engine
from autograder.engine.grading import EngineError, Verdict


class Examine(NbGraderPreprocessor):  # type: ignore[misc]
    """Replaces a submitted notebook by the graded one."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Grade the file that ``nb`` was read from; raises NbGraderException where that fails."""
        course, named = self.parent.parent.coursedir, resources["nbgrader"]
        place = named["assignment"]
        solutions = Path(course.format_path(course.source_directory, ".", place))
        submitted = Path(course.format_path(course.submitted_directory, named["student"], place))
        try:
            content = _read(submitted / f"{named['notebook']}.ipynb")
            graded = _engine(solutions.resolve()).grade(content)
        except (OSError, EngineError) as error:
            raise NbGraderException(str(error)) from None
        if graded.verdict is Verdict.FAILED:
            raise NbGraderException(" ".join(graded.problems))
        for problem in graded.problems:
            self.log.warning("%s, %s: %s", named["student"], place, problem)
        notebook = nbformat.from_dict(graded.notebook)
        if graded.problems:
            lines = "\n".join(f"- {problem}" for problem in graded.problems)
            note = nbformat.v4.new_markdown_cell(f"**About this file**\n\n{lines}", id="about")
            notebook.cells.insert(0, note)
        return notebook, resources


def _read(path: Path) -> bytes:
    """The bytes of a plain file; a link, or anything else, is refused."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(f"{path.name} is not a plain file.")
        return file.read()


_running: dict[tuple[Path, int, int], Engine] = {}


def _engine(solutions: Path) -> Engine:
    """One engine stays at hand for the assignment at work; it is replaced when that changes."""
    name = solutions.name
    stamps = [(solutions / file).stat().st_mtime_ns for file in (f"{name}.ipynb", "bank.py")]
    key = (solutions, stamps[0], stamps[1])
    if key not in _running:
        _close()
        _running[key] = Engine(solutions).__enter__()
    return _running[key]


@atexit.register
def _close() -> None:
    while _running:
        _, engine = _running.popitem()
        engine.__exit__()
