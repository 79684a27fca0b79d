"""The same class for other graders: stock nbgrader, and otter in an environment of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autograder.exercises import Assignment
from autograder.exercises.assignment import check_calls, code_cells, is_test

NBGRADER_CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "benchmark"
c.CourseDirectory.ignore = ["*.py", "*.pyc", "__pycache__"]
c.ExecutePreprocessor.timeout = 120
"""

OTTER_TEST = """
OK_FORMAT = True
test = {{
    "name": {name!r},
    "points": {points},
    "suites": [{{"cases": [{{"code": {code!r}, "hidden": False, "locked": False}}],
                "scored": True, "setup": "", "teardown": "", "type": "doctest"}}],
}}
"""


def write_master_keys(assignment: Assignment, folder: Path) -> None:
    """Key files with the hidden cases in them: what a grader inside the notebook would need."""
    record = {
        "assignment": assignment.name,
        "exercises": {id: key.to_json() for id, key in assignment.keys(hidden=True).items()},
        "misconceptions": {},
    }
    (folder / "keys.json").write_text(json.dumps(record))


def nbgrader_class(assignment: Assignment, root: Path, class_: Mapping[str, Any]) -> None:
    """A class folder for stock nbgrader: tests run in the student's kernel."""
    source = root / "source" / assignment.name
    source.mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(NBGRADER_CONFIG)
    (source / f"{assignment.name}.ipynb").write_text(json.dumps(assignment.notebook))
    write_master_keys(assignment, source)
    for student, notebook in class_.items():
        folder = root / "submitted" / student / assignment.name
        folder.mkdir(parents=True)
        (folder / f"{assignment.name}.ipynb").write_text(json.dumps(notebook))
    _nbgrader(root, "generate_assignment", assignment.name)


def nbgrader_command(assignment: Assignment) -> list[str]:
    """Grade the whole class, as an instructor would."""
    return [sys.executable, "-m", "nbgrader", "autograde", assignment.name]


def nbgrader_environment() -> dict[str, str]:
    """nbgrader starts alembic by its bare name."""
    return {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}


def _nbgrader(root: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "nbgrader", *arguments]
    environment = os.environ | nbgrader_environment()
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)


def nbgrader_marks(root: Path, assignment: Assignment) -> dict[str, dict[str, float]]:
    """Marks by student and exercise, from nbgrader's gradebook."""
    from nbgrader.api import Gradebook

    marks = {}
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        for submission in gradebook.assignment_submissions(assignment.name):
            (notebook,) = submission.notebooks
            marks[submission.student.id] = {
                grade.name: float(grade.auto_score or 0.0)
                for grade in notebook.grades
                if grade.name in assignment.bank.exercises
            }
    return marks


def otter_environment(folder: Path) -> Path:
    """A virtual environment with otter, made once; ours is visible behind it. Its Python."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "otter-grader>=6", "ipykernel"]
        subprocess.run(pip, check=True)
        site = next((folder / "lib").glob("python*/site-packages"))
        behind = [path for path in sys.path if path.endswith("site-packages")]
        root = Path(__file__).parents[2]
        (site / "behind.pth").write_text("\n".join([*behind, str(root)]) + "\n")
        subprocess.run([str(python), "-m", "compileall", "-q", str(site)], check=False)
    return python


def otter_zip(assignment: Assignment, python: Path, folder: Path) -> Path:
    """An autograder.zip that asks otter the same questions, one test an exercise."""
    tests = folder / "tests"
    tests.mkdir(parents=True)
    (folder / "out").mkdir()
    write_master_keys(assignment, folder)
    for cell, source in code_cells(assignment.notebook):
        if not is_test(cell):
            continue
        for id, names in check_calls(source).items():
            points = assignment.bank.exercises[id].points
            code = (
                ">>> import sys; sys.path.insert(0, '.')\n"
                ">>> from otter_judge import earned\n"
                f">>> earned({id!r}, {', '.join(names)}) == {points}\nTrue"
            )
            test = OTTER_TEST.format(name=id, points=points, code=code)
            (tests / f"{id.replace('-', '_')}.py").write_text(test)
    (folder / "otter_judge.py").write_text(_OTTER_JUDGE)
    subprocess.run(
        [str(python), "-m", "otter", "generate", "-t", "tests", "-o", "autograder.zip",
         "--no-environment", "otter_judge.py", "keys.json"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    assert zipfile.is_zipfile(folder / "autograder.zip")
    return folder / "autograder.zip"


_OTTER_JUDGE = '''
"""Judge against the master keys beside this file."""
from pathlib import Path
from autograder.exercises import judge
from autograder.notebook.keyring import read_keyring

def earned(exercise, *answers):
    keys = read_keyring(Path("keys.json").resolve())
    return judge(keys.key(exercise), answers).points
'''


def otter_commands(python: Path, archive: Path, notebooks: list[Path]) -> list[list[str]]:
    """One ``otter run`` a notebook, which is how it grades without containers."""
    return [
        [str(python), "-m", "otter", "run", str(path), "-a", str(archive), "-o", "out"]
        for path in notebooks
    ]


def clean(folder: Path) -> Path:
    """An empty folder at this place."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
