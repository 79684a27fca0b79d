"""A class from release to report, so that a newcomer sees the whole before reading any of it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import nbformat

from autograder.authoring.build import generate_assignment
from autograder.authoring.layout import Layout
from autograder.classroom.cohort import SIZE, make_class
from autograder.classroom.folder import ClassFolder, write_whole
from autograder.classroom.pages import catalogue, marks_csv
from autograder.classroom.session import ClassSession
from autograder.classroom.show import progress, summary
from autograder.errors import UserError
from autograder.exercises import Assignment


@dataclass(frozen=True)
class Handed:
    """What was handed in for one assignment."""

    assignment: str
    students: int


def hand_in(
    layout: Layout, folder: ClassFolder, name: str, on_student: Callable[[str], None]
) -> Handed:
    """Release an assignment into the class folder and have 24 made-up notebooks handed in."""
    made = generate_assignment(layout, name, dict(catalogue(layout)))
    for path, text in made.items():
        if path.is_relative_to(layout.release(name)):
            write_whole(folder.root / "assignments" / name / path.name, text)
    released = json.loads(made[layout.release(name) / f"{name}.ipynb"])
    notebooks = make_class(Assignment.load(layout.solution(name)), released)
    for student, notebook in notebooks.items():
        text = nbformat.writes(nbformat.from_dict(notebook)) + "\n"
        write_whole(folder.submitted / student / name / f"{name}.ipynb", text)
        on_student(student)
    return Handed(name, len(notebooks))


def run_demo(
    class_dir: Path | None,
    assignments: Sequence[str],
    *,
    jobs: int,
    sandbox: bool,
    lessons: str,
) -> None:
    """Everything from release to report, with progress; prints marks and what to open."""
    layout = Layout.find()
    names = [layout.assignment(name) for name in assignments] or layout.assignments()
    folder = ClassFolder(_fresh(class_dir))
    configure(layout, folder)
    for name in names:
        with progress(f"24 answers to {name}", SIZE) as advance:
            hand_in(layout, folder, name, lambda _, advance=advance: advance())  # type: ignore[misc]
    with ClassSession.open(folder.root, None) as session:
        runs = session.grade(names, jobs=jobs, sandbox=sandbox)
        pages = session.feedback(names)
        report = session.report(names, lessons=lessons)
        sheets = session.sheets(names)
        write_whole(folder.root / "grades.csv", marks_csv(sheets))
        summary(runs, sheets, session.texts)
    click.echo(
        f"\nOpen in a browser:  {report}"
        f"\nOne student's page: {pages[0]}"
        f"\nMarks for the LMS:  {folder.root / 'grades.csv'}"
        f"\nnbgrader's view:    jupyter lab {folder.root}  (menu Nbgrader, Formgrader)"
    )


def _fresh(class_dir: Path | None) -> Path:
    if class_dir is None:
        return Path(tempfile.mkdtemp(prefix="set-and-setting-class-"))
    if class_dir.exists() and any(class_dir.iterdir()):
        raise UserError(f"{class_dir} is not empty. Name a new folder for the demonstration.")
    class_dir.mkdir(parents=True, exist_ok=True)
    return class_dir.resolve()


def configure(layout: Layout, folder: ClassFolder) -> Path:
    """Let nbgrader's own tools work in the class folder: it takes the settings of the course."""
    path = folder.root / "nbgrader_config.py"
    config = layout.root / "nbgrader_config.py"
    write_whole(
        path,
        f"load_subconfig({str(config)!r})\nc = get_config()\n"
        f"c.CourseDirectory.source_directory = {str(layout.root / 'solutions')!r}\n",
    )
    return path
