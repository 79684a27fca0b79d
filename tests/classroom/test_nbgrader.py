"""nbgrader stays at home: its own commands work in a clone, and agree with ours on the marks."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from autograder.classroom.folder import ClassFolder
from autograder.classroom.gradebook import Gradebook

NAME = "example-one"
ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "tests" / "example"
COURSE = "set-and-setting"


pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture
def clone(tmp_path) -> Path:
    """A copy of the example course, with the real course's nbgrader settings."""
    for name in ("solutions", "course"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(EXAMPLE / name, tmp_path / name, ignore=ignored)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    return tmp_path


def run(clone: Path, *words: str) -> str:
    """Run a command of this environment in the clone; what it printed."""
    here = str(Path(sys.executable).parent)
    home = clone / "home"
    home.mkdir(exist_ok=True)
    done = subprocess.run(
        [f"{here}/{words[0]}", *words[1:]],
        cwd=clone,
        env=os.environ | {"PATH": f"{here}{os.pathsep}{os.environ['PATH']}", "HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def one_of_each(notebooks, workers) -> dict[str, dict[str, Any]]:
    """One student for every way in which an exercise can come out."""
    chosen, seen = {}, set()
    for student, notebook in notebooks.items():
        results = workers.grade(json.dumps(notebook).encode()).results
        found = {(id, c.outcome) for id, result in results.items() for c in result.components}
        if found - seen:
            chosen[student] = notebook
            seen |= found
    return chosen


def scores(clone: Path) -> dict[str, dict[str, float | None]]:
    """Automatic scores by student and cell."""
    with Gradebook(ClassFolder(clone).database, COURSE) as book:
        return {
            student: {cell: mark.automatic for cell, mark in sheet.marks.items()}
            for student, sheet in book.sheets(NAME).items()
        }


def test_nbgraders_own_commands_work_and_agree_with_ours(clone, one_of_each):
    run(clone, "nbgrader", "generate_assignment", NAME)
    for name in (f"{NAME}.ipynb", "keys.json"):
        made = json.loads((clone / "assignments" / NAME / name).read_text("utf-8"))
        assert made == json.loads((EXAMPLE / "assignments" / NAME / name).read_text("utf-8"))

    for student, notebook in one_of_each.items():
        path = clone / "submitted" / student / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook), "utf-8")
    run(clone, "nbgrader", "autograde", NAME)
    theirs = scores(clone)
    assert len({tuple(own.items()) for own in theirs.values()}) > 4

    shutil.rmtree(clone / "autograded")
    (clone / "gradebook.db").unlink()
    run(clone, "autograder", "grade", NAME, "--jobs", "2")
    assert scores(clone) == theirs

    run(clone, "nbgrader", "generate_feedback", NAME)
    assert len(list((clone / "feedback").rglob(f"{NAME}.html"))) == len(one_of_each)


def test_nbgrader_validates_the_reference(clone):
    path = clone / "solutions" / NAME / f"{NAME}.ipynb"
    assert "Success" in run(clone, "nbgrader", "validate", str(path))
