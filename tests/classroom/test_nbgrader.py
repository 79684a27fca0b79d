"""nbgrader stays at home: its own commands work in a clone, and agree with ours on the marks."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.classroom.folder import ClassFolder
from autograder.classroom.gradebook import Gradebook

NAME = "example-one"
ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "tests" / "example"
COURSE = "set-and-setting"


@pytest.fixture(scope="module")
def clone(tmp_path_factory) -> Path:
    """A copy of the example course, with the real course's nbgrader settings."""
    path = tmp_path_factory.mktemp("clone")
    for name in ("solutions", "course"):
        shutil.copytree(EXAMPLE / name, path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "nbgrader_config.py", path)
    return path


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
        timeout=240,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def graded(clone, notebooks) -> dict[str, dict[str, float | None]]:
    """Automatic scores by nbgrader, for one student of each kind."""
    run(clone, "nbgrader", "generate_assignment", NAME)
    for student, notebook in notebooks.items():
        path = clone / "submitted" / student / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook), "utf-8")
        shutil.copy(clone / "assignments" / NAME / "keys.json", path.parent)
    run(clone, "nbgrader", "autograde", NAME)
    return scores(clone)


def scores(clone: Path) -> dict[str, dict[str, float | None]]:
    with Gradebook(ClassFolder(clone).database, COURSE) as book:
        return {
            student: {cell: mark.automatic for cell, mark in sheet.marks.items()}
            for student, sheet in book.sheets(NAME).items()
        }


@pytest.mark.slow
def test_nbgrader_makes_the_same_release(clone, graded):
    for name in (f"{NAME}.ipynb", "keys.json"):
        made = json.loads((clone / "assignments" / NAME / name).read_text("utf-8"))
        assert made == json.loads((EXAMPLE / "assignments" / NAME / name).read_text("utf-8"))


@pytest.mark.slow
def test_nbgrader_gives_the_same_marks(clone, graded, notebooks):
    shutil.rmtree(clone / "autograded")
    (clone / "gradebook.db").unlink()
    run(clone, "autograder", "grade", NAME, "--jobs", "2")
    ours = scores(clone)
    assert set(ours) == set(notebooks)
    assert ours == graded


@pytest.mark.slow
def test_nbgrader_validates_the_reference(clone, graded):
    path = clone / "solutions" / NAME / f"{NAME}.ipynb"
    assert "Success" in run(clone, "nbgrader", "validate", str(path))


@pytest.mark.slow
def test_nbgraders_feedback_tools_find_our_graded_notebooks(clone, graded, notebooks):
    run(clone, "autograder", "grade", NAME)
    run(clone, "nbgrader", "generate_feedback", NAME, "--force")
    pages = list((clone / "feedback").rglob(f"{NAME}.html"))
    assert len(pages) == len(notebooks)
