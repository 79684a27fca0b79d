"""The class folder: the one place that knows where a class keeps what.

It is laid out as nbgrader lays out a course, so that its formgrader and feedback tools work on it.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import UserError


@dataclass(frozen=True)
class ClassFolder:
    """A class on disk; ``root`` holds submitted/ and receives everything else."""

    root: Path

    @property
    def submitted(self) -> Path:
        """What students handed in: submitted/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb."""
        return self.root / "submitted"

    @property
    def database(self) -> str:
        """The address of the gradebook that nbgrader uses by default."""
        return f"sqlite:///{self.root.resolve() / 'gradebook.db'}"

    def autograded(self, student: str, assignment: str) -> Path:
        """The graded notebook that the formgrader shows."""
        return self.root / "autograded" / student / assignment / f"{assignment}.ipynb"

    @property
    def feedback(self) -> Path:
        """The folder of feedback pages, and of the script that draws their charts."""
        return self.root / "feedback"

    def feedback_page(self, student: str, assignment: str) -> Path:
        """The page a student is given."""
        return self.feedback / student / assignment / f"{assignment}.html"

    @property
    def report(self) -> Path:
        """The instructor's page."""
        return self.root / "report.html"

    @property
    def records(self) -> Path:
        """What grading found, one file per submission; it may be deleted at any time."""
        return self.root / ".autograder" / "records"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only one who writes: a second run waits here until the first is done."""
        folder = self.root / ".autograder"
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def write_whole(path: Path, text: str) -> None:
    """Write a file so that nobody ever sees half of it, whenever the writer is stopped.

    What a stopped writer leaves behind has one name, so the next one writes over it. Raises
    UserError where the disk does not take it.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        raise UserError(
            f"{path} cannot be written: {error.strerror}. Put this right and run the command "
            "again: it goes on where it stopped."
        ) from error
