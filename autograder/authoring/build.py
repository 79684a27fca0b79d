"""Everything that is generated: notebooks of lessons and solutions, keys, and the release.

Nothing is written until all of it could be made, and a file that would not change is left alone.
Nothing is removed but what an earlier build made, and only while git still has it as it is.
"""

from __future__ import annotations

import json
import subprocess
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
    """Each file on disk that is not as generated, and how it differs.

    It is missing, different, left over from an earlier build, or not ours: somebody else put it
    among the generated ones. The last two can only be told when ``files`` is the ``whole`` of what
    is generated.
    """
    for path, text in files.items():
        if not path.is_file():
            yield path, "missing"
        elif path.read_bytes() != text.encode():
            yield path, "different"
    if whole:
        for path in _among_generated(layout):
            if path not in files:
                yield path, "left over" if _is_generated(path) else "not ours"


def write(layout: Layout, files: Files, *, whole: bool = True) -> list[tuple[Path, str]]:
    """Bring the disk in line with what was generated; each file and what was done.

    It was made, updated, removed, or left alone: what git could not give back stays.
    """
    changes = list(drift(layout, files, whole=whole))
    kept_by_git = _as_git_has_it(layout) if any(how == "left over" for _, how in changes) else set()
    done = []
    for path, how in changes:
        if path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path], encoding="utf-8", newline="\n")
            done.append((path, "made" if how == "missing" else "updated"))
        elif how == "left over" and path in kept_by_git:
            path.unlink()
            done.append((path, "removed"))
        else:
            done.append((path, "left alone"))
    return done


def _is_generated(path: Path) -> bool:
    """Whether a file says of itself that a build made it."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        if path.suffix == ".ipynb":
            return "generated" in record["metadata"]["set-and-setting"]
        return path.name == "keys.json" and {"assignment", "exercises"} <= record.keys()
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False


def _as_git_has_it(layout: Layout) -> set[Path]:
    """The files that git could give back as they are; none where there is no git."""

    def names(*words: str) -> set[str]:
        git = ["git", "-C", str(layout.root), *words, "-z"]
        done = subprocess.run(git, capture_output=True, check=True, text=True)
        return set(done.stdout.split("\0")) - {""}

    try:
        kept = names("ls-files") - names("diff", "--relative", "--name-only", "HEAD")
    except (OSError, subprocess.CalledProcessError):
        return set()
    return {layout.root / name for name in kept}


def _among_generated(layout: Layout) -> Iterator[Path]:
    """Files in the places where generated ones are."""
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
