"""The class of the classroom's tests, graded by real engines in a driver that may be killed."""

from __future__ import annotations

import ctypes
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.classroom.driver import Driver, Run
from autograder.classroom.folder import ClassFolder
from autograder.classroom.gradebook import Gradebook
from autograder.classroom.submissions import find_submissions
from autograder.classroom.workers import LocalWorkers
from autograder.engine import Limits
from tests.classroom.conftest import *  # noqa: F403 (its fixtures, all of them)
from tests.classroom.conftest import COURSE, NAME
from tests.faults.processes import children, parents

SMALL = 8
_PR_SET_CHILD_SUBREAPER = 36


@pytest.fixture
def small_class(folder: ClassFolder) -> ClassFolder:
    """Eight of the class: the mix of answers is not what these tests are about."""
    for path in sorted(folder.submitted.iterdir())[SMALL:]:
        shutil.rmtree(path)
    return folder


@pytest.fixture
def grade_jailed(layout) -> Callable[[ClassFolder], Run]:
    """Grade a class folder as the command does, with one engine."""

    def grade(folder: ClassFolder) -> Run:
        with folder.writing(), Gradebook(folder.database, COURSE) as book:
            driver = Driver(folder, book, LocalWorkers(1, Limits()), Limits())
            solution = layout.solution(NAME)
            return driver.grade(solution, find_submissions(folder, solution))

    return grade


@pytest.fixture
def fresh_copy(tmp_path_factory, new_gradebook: Path) -> Callable[[ClassFolder], ClassFolder]:
    """The same submissions in another folder, with nothing graded."""

    def copy(folder: ClassFolder) -> ClassFolder:
        root = tmp_path_factory.mktemp("class")
        shutil.copytree(folder.submitted, root / "submitted")
        shutil.copy(new_gradebook, root / "gradebook.db")
        return ClassFolder(root)

    return copy


@pytest.fixture
def nothing_left() -> Iterator[None]:
    """Be given all orphans of this test, and see that each of them ends by itself."""
    libc = ctypes.CDLL(None)
    before = children(os.getpid())
    libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    yield
    give_up = time.monotonic() + 60
    while (left := children(os.getpid()) - before) and time.monotonic() < give_up:
        for pid in left:
            os.waitpid(pid, os.WNOHANG)
        time.sleep(0.1)
    libc.prctl(_PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)
    assert not left, [parents()[pid] for pid in left]
