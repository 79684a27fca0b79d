"""Where nbgrader meets the engine: ``nbgrader autograde`` and the formgrader's button use it.

Set in ``nbgrader_config.py``, with stock preprocessors that record the scores. The submitted file
is found, read and graded in nbgrader's first step, as `autograder grade` does it; what nbgrader
then records is the instructor's notebook with the student's answers and our scores in it.
"""

from __future__ import annotations

import atexit
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.engine.client import Engine
from autograder.engine.grading import EngineError, Verdict
from autograder.engine.intake import UnreadableError, find_notebook, read_work
from autograder.engine.master import Master


class Submitted(NotebookExporter):  # type: ignore[misc]
    """Begins nbgrader's first step with an empty notebook, whatever the file is: Examine reads it.

    nbgrader's own reader stops at a byte order mark, at cells without metadata, and the like.
    """

    def from_filename(self, filename: str, resources: Any = None, **kw: Any) -> Any:
        """The notebook to preprocess."""
        if self.parent._sanitizing:
            return self.from_notebook_node(nbformat.v4.new_notebook(), resources, **kw)
        return super().from_filename(filename, resources, **kw)


def one_notebook(notebooks: list[str], **_: Any) -> None:
    """Before nbgrader looks at a student's notebooks: one counts, and Examine says which."""
    if notebooks:
        folder = Path(notebooks[0]).parent
        notebooks[:] = [str(folder / f"{folder.name}.ipynb")]


class Examine(NbGraderPreprocessor):  # type: ignore[misc]
    """Gives the graded notebook of what a student handed in."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Grade what lies in the student's folder; raises NbGraderException where that fails."""
        course, named = self.parent.parent.coursedir, resources["nbgrader"]
        place = named["assignment"]
        solutions = Path(course.format_path(course.source_directory, ".", place)).resolve()
        submitted = Path(course.format_path(course.submitted_directory, named["student"], place))
        try:
            master = Master.of(solutions)
            folder, parts = submitted.parents[1], submitted.parts[-2:]
            handed = find_notebook(folder, parts, named["notebook"], master)
            content, _ = read_work(folder, handed.parts)
            graded = _engine(solutions).grade(content)
        except (OSError, EngineError, UnreadableError) as error:
            raise NbGraderException(str(error)) from None
        if graded.verdict is not Verdict.GRADED:  # not a mark of 0: a person must look
            raise NbGraderException(" ".join(graded.problems))
        problems = [*filter(None, [handed.note]), *graded.problems]
        for problem in problems:
            self.log.warning("%s, %s: %s", named["student"], place, problem)
        notebook = nbformat.from_dict(graded.notebook)
        if problems:
            lines = "\n".join(f"- {problem}" for problem in problems)
            note = nbformat.v4.new_markdown_cell(f"**About this file**\n\n{lines}", id="about")
            notebook.cells.insert(0, note)
        return notebook, resources


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
