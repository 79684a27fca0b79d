"""Lint a whole course, or one lesson or assignment of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat

from autograder.authoring.books import Books
from autograder.authoring.build import read_solution
from autograder.authoring.findings import Finding
from autograder.authoring.layout import Layout
from autograder.authoring.lesson_lint import Lesson, lint_lesson
from autograder.authoring.percent import lesson_notebook
from autograder.authoring.release_lint import lint_exercises, lint_release, lint_release_files
from autograder.authoring.run import StoppedError, run_notebook
from autograder.exercises.assignment import read_bank


def lint_assignment(layout: Layout, name: str) -> Iterator[Finding]:
    """Whether an assignment asks what its bank judges, and its release gives nothing away."""
    folder, release = layout.solution(name), layout.release(name)
    bank = read_bank(folder)
    solution = read_solution(layout, name, bank)
    yield from lint_exercises(layout.relative(folder / f"{name}.py"), solution, bank)
    where, path, keys = layout.relative(release), release / f"{name}.ipynb", release / "keys.json"
    if not path.is_file() or not keys.is_file():
        yield Finding(where, "It has no notebook or no keys.json.", "Run `autograder build`.")
        return
    files = (p.relative_to(release).as_posix() for p in release.rglob("*") if p.is_file())
    yield from lint_release_files(where, name, files)
    yield from lint_release(
        where,
        nbformat.read(path, as_version=4),
        solution,
        (folder / "bank.py").read_text(encoding="utf-8"),
        keys.read_text(encoding="utf-8"),
    )


def lint_lesson_file(layout: Layout, source: Path, books: Books, *, run: bool) -> list[Finding]:
    """Every finding about a lesson; ``run`` runs it too, so that its numbers can be traced."""
    where = layout.relative(source)
    notebook = lesson_notebook(source.read_text(encoding="utf-8"), where)
    executed, stopped = None, []
    if run:
        try:
            executed = run_notebook(notebook, source.parent)
        except StoppedError as error:
            place, what = f"{where}:{error.cell}", f"It {error.why}"
            stopped = [Finding(place, what, "A lesson runs to its end, as it stands.")]
    return stopped + lint_lesson(Lesson(where, notebook, books, executed))
