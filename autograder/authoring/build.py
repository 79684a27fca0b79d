"""Everything that is generated: notebooks of lessons and solutions, keys, and the release.

Nothing is written until all of it could be made, and a file that would not change is left alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from autograder.authoring.layout import Layout
from autograder.authoring.percent import lesson_notebook, notebook_text, solution_notebook
from autograder.authoring.release import read_config, release_notebook
from autograder.errors import UserError
from autograder.exercises.assignment import Assignment, read_bank, released_key, run_reference
from autograder.exercises.bank import Bank
from autograder.exercises.misconceptions import Misconception, read_misconceptions

Files = dict[Path, str]
"""Generated texts by the path they belong at."""


def generate(layout: Layout, names: Sequence[str] = ()) -> Files:
    """Make everything generated, or what ``Layout.select`` finds by ``names``, in memory.

    Raises UserError where a source is at fault.
    """
    files: Files = {}
    lessons, assignments = layout.select(names)
    for source in lessons:
        notebook = lesson_notebook(source.read_text(encoding="utf-8"), layout.relative(source))
        files[source.with_suffix(".ipynb")] = notebook_text(notebook)
    if assignments:
        catalogue = _read_catalogue(layout)
        for name in assignments:
            files |= generate_assignment(layout, name, catalogue)
    return files


def generate_assignment(layout: Layout, name: str, catalogue: dict[str, Misconception]) -> Files:
    """The solution notebook, the release and the keys of one assignment."""
    folder, release = layout.solution(name), layout.release(name)
    bank = read_bank(folder)
    notebook = read_solution(layout, name, bank)
    answers = run_reference(notebook, name)
    key = released_key(Assignment(name, folder, notebook, bank, answers), catalogue)
    key_text = _json_text(key)
    released = release_notebook(notebook, read_config(layout.root))
    return {
        folder / f"{name}.ipynb": notebook_text(notebook),
        folder / "keys.json": key_text,
        release / f"{name}.ipynb": notebook_text(released),
        release / "keys.json": key_text,
    }


def read_solution(layout: Layout, name: str, bank: Bank) -> NotebookNode:
    """The instructor's notebook of an assignment, made from its source."""
    source = layout.solution(name) / f"{name}.py"
    if not source.is_file():
        raise UserError(f"{name}: there is no {source.name} beside bank.py.")
    points = {id: exercise.points for id, exercise in bank.exercises.items()}
    return solution_notebook(source.read_text(encoding="utf-8"), layout.relative(source), points)


def drift(layout: Layout, files: Files, *, whole: bool = True) -> Iterator[tuple[Path, str]]:
    """Each file on disk that is not as generated, and how: missing, different, or left over.

    A file can only be called left over when ``files`` is the ``whole`` of what is generated.
    """
    for path, text in files.items():
        if not path.is_file():
            yield path, "missing"
        elif path.read_bytes() != text.encode():
            yield path, "different"
    if whole:
        yield from ((p, "left over") for p in _generated_on_disk(layout) if p not in files)


def write(layout: Layout, files: Files, *, whole: bool = True) -> list[tuple[Path, str]]:
    """Bring the disk in line with what was generated; what was done, as ``drift`` says it."""
    changes = list(drift(layout, files, whole=whole))
    for path, how in changes:
        if how == "left over":
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path], encoding="utf-8", newline="\n")
    return changes


def _generated_on_disk(layout: Layout) -> Iterator[Path]:
    """Files in the places that hold generated ones only."""
    for pattern in ("course/m*/*.ipynb", "solutions/*/*.ipynb", "assignments/**/*"):
        for path in sorted(layout.root.glob(pattern)):
            if path.is_file() and ".ipynb_checkpoints" not in path.parts:
                yield path


def _read_catalogue(layout: Layout) -> dict[str, Misconception]:
    path = layout.course / "misconceptions.toml"
    if not path.is_file():
        raise UserError("course/misconceptions.toml is missing.")
    return read_misconceptions(path)


def _json_text(record: dict[str, Any]) -> str:
    return json.dumps(record, indent=1, ensure_ascii=False) + "\n"
