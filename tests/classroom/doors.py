"""The doors that a file can be graded by, each giving its marks in one form.

``python -m tests.classroom.doors`` grades every habit by every door and prints the table.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from click.testing import CliRunner

from autograder.classroom import selfcheck
from autograder.classroom.folder import ClassFolder
from autograder.classroom.gradebook import Gradebook
from autograder.cli import main as autograder
from autograder.engine import Engine
from autograder.engine.choice import stem_of
from tests.classroom.real_files import EXAMPLE, HABITS, NAME, Habit

ROOT = EXAMPLE.parent.parent
COURSE = "set-and-setting"


@dataclass(frozen=True)
class Mark:
    """What came of a file: automatic marks (None where a person must decide), and what is said."""

    points: float | None
    waits: bool = False
    told: str = ""
    has_page: bool = False


def students(habits: Sequence[Habit]) -> list[tuple[str, Habit]]:
    """Who has which habit."""
    return [(habit.who or f"student-{n:02}", habit) for n, habit in enumerate(habits)]


def hand_in(root: Path, habits: Sequence[Habit]) -> None:
    for who, habit in students(habits):
        for name, content in habit.make().items():
            path = root / "submitted" / who / NAME / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def notebooks_of(root: Path, who: str = "*") -> list[Path]:
    """The files that somebody could name to `autograder check`."""
    found = root.glob(f"submitted/{who}/{NAME}/*")
    return sorted(path for path in found if stem_of(path.name))


def by_autograder_grade(root: Path) -> dict[str, Mark]:
    """`autograder grade`, by student."""
    words = ["grade", NAME, "--class-dir", str(root), "--jobs", "2", "--json"]
    with contextlib.chdir(EXAMPLE):
        done = CliRunner().invoke(autograder, words)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    found = json.loads(done.stdout)[NAME]
    marks = {}
    for name, own in found["students"].items():
        points = sum(result["points"] for result in own["exercises"].values())
        messages = [c["message"] for r in own["exercises"].values() for c in r["components"]]
        said = [
            *own["problems"],
            *messages,
            *_shown(root / "autograded" / name / NAME / f"{NAME}.ipynb"),
        ]
        marks[name] = Mark(points, own["waiting"] > 0, " ".join(said))
    for trouble in found["troubles"]:
        marks[trouble["where"].partition("/")[0]] = Mark(None, told=trouble["what"])
    return marks


def by_autograder_check(path: Path, engine: Engine | None) -> Mark:
    """`autograder check`: in the course, where there is an engine, or alone with its keys."""
    words = ["check", str(path), "--json"]
    if engine is None:
        shutil.copy(EXAMPLE / "assignments" / NAME / "keys.json", path.parent)
    there = EXAMPLE if engine else path.parent
    with contextlib.chdir(there), _engine_at_hand(engine):
        done = CliRunner().invoke(autograder, words)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    if done.exit_code == 2:
        return Mark(None, told=done.stderr)
    found = json.loads(done.stdout)
    messages = [c["message"] for r in found["results"].values() for c in r["components"]]
    refused = all(
        c["outcome"] == "not-gradable" for r in found["results"].values() for c in r["components"]
    )
    points = None if refused else found["points"]
    return Mark(points, told=" ".join([*found["problems"], *messages]))


def by_nbgrader(root: Path) -> dict[str, Mark]:
    """`nbgrader autograde` in a copy of the course that holds the class."""
    for name in ("solutions", "course"):
        shutil.copytree(EXAMPLE / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "nbgrader_config.py", root)
    nbgrader(root, "generate_assignment", NAME)
    said = nbgrader(root, "autograde", NAME)
    nbgrader(root, "generate_feedback", NAME)
    with Gradebook(ClassFolder(root).database, COURSE) as book:
        sheets = book.sheets(NAME)
    marks = {}
    for name, sheet in sheets.items():
        path = root / "autograded" / name / NAME / f"{NAME}.ipynb"
        points = sum(m.automatic or 0 for m in sheet.marks.values())
        page = root / "feedback" / name / NAME / f"{NAME}.html"
        told = " ".join(_shown(path)) or said
        graded = points if path.is_file() else None
        marks[name] = Mark(graded, sheet.waiting > 0, told, page.is_file())
    return marks


def nbgrader(root: Path, *words: str) -> str:
    here = str(Path(sys.executable).parent)
    path = f"{here}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [f"{here}/nbgrader", *words],
        cwd=root,
        env=os.environ | {"PATH": path, "HOME": str(root)},
        capture_output=True,
        text=True,
    )
    return done.stdout + done.stderr


def _shown(path: Path) -> list[str]:
    """What the graded notebook says: in notes about the file, and below cells."""
    if not path.is_file():
        return []
    cells = json.loads(path.read_text("utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    shown = [out.get("text", f"{out.get('ename', '')} {out.get('evalue', '')}") for out in outputs]
    notes = [c["source"] for c in cells if c.get("id") == "about"]
    return ["".join(said) for said in [*shown, *notes]]


@contextlib.contextmanager
def _engine_at_hand(engine: Engine | None) -> Iterator[None]:
    """Let checks share one engine: starting one takes seconds."""
    before = selfcheck.Engine
    selfcheck.Engine = lambda *_: contextlib.nullcontext(engine)  # type: ignore[misc, assignment]
    try:
        yield
    finally:
        selfcheck.Engine = before  # type: ignore[misc]


def main() -> None:
    """Print what every habit deserves and is given."""
    columns = ("habit", "deserves", "grade", "nbgrader", "check", "check alone", "what is told")
    print("| " + " | ".join(columns) + " |\n" + "|---" * len(columns) + "|")
    with TemporaryDirectory() as here:
        root = Path(here)
        hand_in(root / "ours", HABITS)
        hand_in(root / "theirs", HABITS)
        hand_in(root / "alone", HABITS)
        ours, theirs = by_autograder_grade(root / "ours"), by_nbgrader(root / "theirs")
        with Engine(EXAMPLE / "solutions" / NAME) as engine:
            for who, habit in students(HABITS):
                files = notebooks_of(root / "alone", who)
                row: list[Any] = [habit.name, _points(habit.mark, habit.memo)]
                for mark in (ours.get(who), theirs.get(who)):
                    row.append(_points(mark.points, mark.waits) if mark else "not seen")
                for door in (engine, None):
                    own = by_autograder_check(files[0], door) if len(files) == 1 else None
                    row.append(_points(own.points) if own else "no one file")
                row.append(habit.told and " ".join(ours[who].told.split()))
                print("| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |")


def _points(points: float | None, waits: bool = False) -> str:
    return "a person" if points is None else f"{points:g}{' + memo' if waits else ''}"


if __name__ == "__main__":
    main()
