"""A small course of one lesson and one assignment, in a folder of its own."""

import shutil
from pathlib import Path

import pytest

from autograder.authoring.build import generate, write
from autograder.authoring.layout import CONFIG, Layout

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NAME = "example-one"


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """The sources alone; nothing is generated yet."""
    root = tmp_path / "clone"
    for folder in (ROOT / "tests" / "example", HERE / "lesson"):
        generated = shutil.ignore_patterns("*.ipynb", "keys.json", "__pycache__", "assignments")
        shutil.copytree(folder, root, dirs_exist_ok=True, ignore=generated)
    shutil.copy(ROOT / CONFIG, root)
    return Layout(root)


@pytest.fixture
def built(layout: Layout) -> Layout:
    """The same course with everything generated."""
    write(layout, generate(layout))
    return layout


@pytest.fixture
def source(layout: Layout) -> Path:
    """The source of the assignment."""
    return layout.solution(NAME) / f"{NAME}.py"
