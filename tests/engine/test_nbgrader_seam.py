"""Stock nbgrader, set up as this project sets it up, records our marks."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from nbgrader.api import Gradebook

from tests.attacks.submission import Submission

ROOT = Path(__file__).parents[2]
ATTACK = ROOT / "tests/attacks/submissions/a21_ast_transformer.py"


def nbgrader(course: Path, *args: str) -> None:
    command = [sys.executable, "-m", "nbgrader", *args]
    scripts = sysconfig.get_path("scripts")  # nbgrader runs alembic, which it finds by name
    path = os.pathsep.join([scripts, os.environ.get("PATH", "")])
    environment = os.environ | {"PATH": path}
    ran = subprocess.run(command, cwd=course, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr


def test_nbgrader_autograde_uses_the_engine(toy: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    shutil.copytree(toy, tmp_path / "solutions" / "toy")
    nbgrader(tmp_path, "generate_assignment", "toy", "--create")
    released = json.loads((tmp_path / "assignments/toy/toy.ipynb").read_text())
    solved = json.loads((toy / "toy.ipynb").read_text())
    attack = Submission.read(ATTACK, {}).notebook(released, solved)
    del solved["cells"][-2]  # a deleted check costs nothing
    students = {"ann": json.dumps(solved).encode(), "ben": attack}
    for student, content in students.items():
        folder = tmp_path / "submitted" / student / "toy"
        folder.mkdir(parents=True)
        (folder / "toy.ipynb").write_bytes(content)
    nbgrader(tmp_path, "autograde", "toy", "--create")
    nbgrader(tmp_path, "generate_feedback", "toy")

    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as gradebook:
        scores = {student: gradebook.find_submission("toy", student).score for student in students}
    assert scores == {"ann": 8.0, "ben": 0.0}
    page = (tmp_path / "feedback/ann/toy/toy.html").read_text()
    assert "The check cell toy-plain was deleted; the original was used." in page
    assert "2 of 2 points" in page
