"""Grade a class: find what is new, have it graded, keep it, write it down.

Everything is a function of what is on disk: which submissions are new is decided by the keys of
records, and what must be written by comparing record, gradebook and graded notebook. So a run may
be stopped at any moment, and the next one ends where an undisturbed one would have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import nbformat

from autograder.authoring.release import read_config, release_notebook
from autograder.classroom.bookkeeper import Bookkeeper
from autograder.classroom.folder import ClassFolder
from autograder.classroom.gradebook import Gradebook
from autograder.classroom.records import Keys, Record, Records, content_digest
from autograder.classroom.submissions import Found, Submission, Trouble
from autograder.classroom.workers import Workers
from autograder.engine import Graded, Limits, Verdict
from autograder.engine.intake import UnreadableError


@dataclass(frozen=True)
class Step:
    """Progress of one submission: it was graded now, or kept from before."""

    student: str
    kept: bool


@dataclass
class Run:
    """What came of grading one assignment; ``kept`` counts records that stood as they were.

    The records come without their notebooks.
    """

    assignment: str
    records: list[Record] = field(default_factory=list)
    kept: int = 0
    troubles: list[Trouble] = field(default_factory=list)

    def add(self, record: Record) -> None:
        """Put a record on the list; a file that could not be read as a notebook is a trouble."""
        self.records.append(record.without_notebook())
        if record.graded.verdict is Verdict.REFUSED:
            what = " ".join(record.graded.problems)
            self.troubles.append(Trouble(f"{record.student}/{self.assignment}", what))


@dataclass(frozen=True)
class _Ticket:
    """A submission on its way through a worker."""

    submission: Submission
    key: str
    content: str
    received: datetime

    def record(self, graded: Graded) -> Record:
        submission = self.submission
        return Record(
            student=submission.student,
            assignment=submission.assignment,
            key=self.key,
            received=self.received,
            graded=graded,
            note=submission.note,
            content=self.content,
        )


class Driver:
    """Grades assignments of one class; the only writer of its records and its gradebook."""

    def __init__(self, folder: ClassFolder, gradebook: Gradebook, workers: Workers, limits: Limits):
        self._folder, self._gradebook = folder, gradebook
        self._workers, self._limits = workers, limits
        self._records = Records(folder)

    def grade(
        self,
        solution: Path,
        found: Found,
        *,
        again: bool = False,
        on_step: Callable[[Step], None] = lambda step: None,
    ) -> Run:
        """Grade what was handed in for the assignment in ``solution``.

        ``again`` grades unchanged submissions too. ``on_step`` is told of each one when it is
        safely written down.
        """
        name = solution.name
        notebook = nbformat.read(solution / f"{name}.ipynb", as_version=4)
        released = release_notebook(notebook, read_config(solution.parent.parent))
        self._gradebook.announce(name, released)
        bookkeeper = Bookkeeper(self._folder, self._gradebook, name, released)
        run = Run(name, troubles=list(found.troubles))
        keys = Keys(solution, notebook, self._limits)
        new: list[tuple[Submission, Record | None]] = []
        for submission, record, stands in self._standing(found.submissions, keys, run):
            if record is None or not stands or again:
                new.append((submission, record and record.without_notebook()))
                continue
            bookkeeper.write(record)
            run.add(record)
            run.kept += 1
            on_step(Step(submission.student, kept=True))
        for ticket, graded in self._workers.run(solution, _contents(new, keys, run)):
            if graded.verdict is Verdict.FAILED:
                run.troubles.append(_trouble(ticket.submission, " ".join(graded.problems)))
            else:
                record = ticket.record(graded)
                self._records.write(record)
                bookkeeper.write(record)
                run.add(record)
            on_step(Step(ticket.submission.student, kept=False))
        run.records.sort(key=lambda record: record.student)
        return run

    def _standing(
        self, submissions: list[Submission], keys: Keys, run: Run
    ) -> Iterator[tuple[Submission, Record | None, bool]]:
        """Each submission that can be read, its record, and whether that still stands."""
        for submission in submissions:
            record = self._records.read(submission.assignment, submission.student)
            try:
                content, received = submission.read()
            except UnreadableError as error:
                run.troubles.append(_trouble(submission, str(error)))
                continue
            if record is None or record.key != keys.key(content):
                yield submission, record, False
                continue
            # Copying a class folder makes its files younger; what was handed in did not change.
            when = submission.received or min(received, record.received)
            digest = content_digest(content)
            standing = replace(record, received=when, note=submission.note, content=digest)
            if standing != record:
                self._records.write(standing)
            yield submission, standing, True


def _contents(
    submissions: list[tuple[Submission, Record | None]], keys: Keys, run: Run
) -> Iterator[tuple[_Ticket, bytes]]:
    """Read each submission when its turn comes; the key is of just these bytes."""
    for submission, earlier in submissions:
        try:
            content, received = submission.read()
        except UnreadableError as error:
            run.troubles.append(_trouble(submission, str(error)))
            continue
        digest = content_digest(content)
        if earlier is not None and earlier.content == digest and not submission.received:
            received = min(received, earlier.received)
        yield _Ticket(submission, keys.key(content), digest, received), content


def _trouble(submission: Submission, what: str) -> Trouble:
    return Trouble(f"{submission.student}/{submission.assignment}", what)
