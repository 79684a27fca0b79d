"""A class from release to report, so that a newcomer sees the whole before reading any of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat

from autograder.authoring.build import generate_assignment
from autograder.authoring.layout import Layout
from autograder.classroom.cohort import make_class
from autograder.classroom.folder import ClassFolder, write_whole
from autograder.classroom.pages import catalogue
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


def configure(layout: Layout, folder: ClassFolder) -> Path:
    """Let nbgrader's own tools work in the class folder: it takes the settings of the course."""
    path = folder.root / "nbgrader_config.py"
    config = layout.root / "nbgrader_config.py"
    write_whole(
        path,
        f'load_subconfig({str(config)!r})\nc = get_config()\nc.CourseDirectory.root = "."\n'
        f"c.CourseDirectory.source_directory = {str(layout.root / 'solutions')!r}\n",
    )
    return path
