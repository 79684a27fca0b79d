"""nbgrader's gradebook, written by one writer, one transaction per submission.

Only what the grader knows is written: automatic scores, automatic comments, the time of arrival.
Manual scores, manual comments, extra credit and late penalties belong to people and are never
touched; an answer that changed after it was marked by hand asks to be looked at again.

Any SQLAlchemy address works: ``sqlite:///gradebook.db``, ``postgresql+psycopg://...``.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from nbformat import NotebookNode
from nbgrader import api
from nbgrader.preprocessors import SaveCells
from sqlalchemy import insert, make_url, select, update
from sqlalchemy.exc import ArgumentError, IntegrityError, OperationalError

from autograder.errors import UserError

LOCK_WAIT_S = 30

_Student = api.Student.__table__
_Submission = api.SubmittedAssignment.__table__
_Notebook = api.SubmittedNotebook.__table__
_Grade = api.Grade.__table__
_Comment = api.Comment.__table__
_Cell = api.BaseCell.__table__
_GradeCell = api.GradeCell.__table__
_Assignment = api.Assignment.__table__


@dataclass(frozen=True)
class Scores:
    """What the grader says about one submission.

    ``automatic`` has a score per graded cell, None where a person must mark. ``unanswered`` are
    answer cells left as released; ``changed`` are hand-marked cells whose answer is new.
    """

    automatic: Mapping[str, float | None]
    unanswered: frozenset[str]
    changed: frozenset[str]


@dataclass(frozen=True)
class Mark:
    """One graded cell of one submission as the gradebook has it."""

    automatic: float | None
    manual: float | None
    extra: float | None
    max_score: float
    waits: bool

    @property
    def score(self) -> float:
        """What counts: the manual score where there is one, plus extra credit."""
        base = self.manual if self.manual is not None else self.automatic
        return (base or 0.0) + (self.extra or 0.0)


@dataclass(frozen=True)
class Sheet:
    """One student's marks and comments for an assignment, by cell."""

    student: str
    marks: Mapping[str, Mark]
    comments: Mapping[str, str]
    late_penalty: float
    seconds_late: float

    @property
    def waiting(self) -> float:
        """The points that a person has still to give, or not."""
        return sum(mark.max_score for mark in self.marks.values() if mark.waits)

    @property
    def share(self) -> float:
        """The share of points earned, 0 to 1, of those that are decided; 0 where none are."""
        decided = self.max_score - self.waiting
        earned = sum(mark.score for mark in self.marks.values() if not mark.waits)
        earned = max(0.0, earned - self.late_penalty)
        return min(earned / decided, 1.0) if decided else 0.0

    @property
    def score(self) -> float:
        """The sum of the marks less the late penalty, never below 0."""
        return max(0.0, sum(mark.score for mark in self.marks.values()) - self.late_penalty)

    @property
    def max_score(self) -> float:
        """The points that could be had."""
        return sum(mark.max_score for mark in self.marks.values())


class Gradebook:
    """The gradebook of one class; a context manager."""

    def __init__(self, address: str, course: str):
        self.address = _patient(address)
        self._course = course
        with self._explained(), _own_commands():
            try:
                _make_whole(address, course)
                self._api = api.Gradebook(self.address, course)
            except (ArgumentError, ImportError) as error:
                raise UserError(
                    f"{address!r} cannot be opened as a gradebook: {error}. Give an address such "
                    "as sqlite:///gradebook.db or postgresql+psycopg://user@host/name."
                ) from None
        self._cells: dict[str, _Cells] = {}

    def __enter__(self) -> Gradebook:
        return self

    def __exit__(self, *_: object) -> None:
        self._api.close()

    def announce(self, assignment: str, released: NotebookNode) -> None:
        """Tell the gradebook which cells an assignment has, as nbgrader's release does."""
        with self._explained():
            self._api.update_or_create_assignment(assignment, course_id=self._course)
            names = {"notebook": assignment, "assignment": assignment, "db_url": self.address}
            saver = SaveCells(log=logging.Logger("autograder.gradebook"))
            try:
                saver.preprocess(released, {"nbgrader": names})
            except RuntimeError:
                raise UserError(
                    f"The exercises of {assignment} are not those that this class was graded "
                    "with: cells were added or taken away. Grade with the version that was "
                    "handed out, or use a fresh gradebook (--gradebook sqlite:///new.db)."
                ) from None
            self._cells[assignment] = _Cells.read(self._api, assignment)

    def save(self, assignment: str, student: str, scores: Scores, received: datetime) -> None:
        """Write one submission, all of it or nothing; raises UserError where that cannot be."""
        for last_try in (False, True):
            try:
                with self._explained():
                    self._save(self._cells[assignment], student, scores, _stored(received))
                    self._api.db.commit()
                return
            except IntegrityError:  # another program added the same rows just now
                self._api.db.rollback()
                if last_try:
                    raise

    def automatic(self, assignment: str) -> dict[str, tuple[datetime | None, dict[str, Any]]]:
        """What is on record: by student, the time of arrival and the automatic scores."""
        found: dict[str, tuple[datetime | None, dict[str, Any]]] = {}
        for student, when, cell, score in self._api.db.execute(
            _of_submissions(
                assignment,
                *(_Submission.c.student_id, _Submission.c.timestamp),
                *(_Cell.c.name, _Grade.c.auto_score),
            )
            .join(_Grade, _Grade.c.notebook_id == _Notebook.c.id)
            .join(_Cell, _Cell.c.id == _Grade.c.cell_id)
        ):
            arrived = when.replace(tzinfo=UTC) if when else None
            found.setdefault(student, (arrived, {}))[1][cell] = score
        self._api.db.rollback()
        return found

    def sheets(self, assignment: str) -> dict[str, Sheet]:
        """The marks and comments of everybody who handed in, by student."""
        with self._explained():
            marks: dict[str, dict[str, Mark]] = {}
            for student, cell, max_score, *rest in self._api.db.execute(
                _of_submissions(
                    assignment,
                    *(_Submission.c.student_id, _Cell.c.name, _GradeCell.c.max_score),
                    *(_Grade.c.auto_score, _Grade.c.manual_score),
                    *(_Grade.c.extra_credit, _Grade.c.needs_manual_grade),
                )
                .join(_Grade, _Grade.c.notebook_id == _Notebook.c.id)
                .join(_Cell, _Cell.c.id == _Grade.c.cell_id)
                .join(_GradeCell, _GradeCell.c.id == _Cell.c.id)
                .order_by(_Submission.c.student_id, _Cell.c.name)
            ):
                automatic, manual, extra, waits = rest
                mark = Mark(automatic, manual, extra, max_score, bool(waits))
                marks.setdefault(student, {})[cell] = mark
            comments: dict[str, dict[str, str]] = {}
            for student, cell, comment in self._api.db.execute(
                _of_submissions(
                    assignment, _Submission.c.student_id, _Cell.c.name, _Comment.c.manual_comment
                )
                .join(_Comment, _Comment.c.notebook_id == _Notebook.c.id)
                .join(_Cell, _Cell.c.id == _Comment.c.cell_id)
                .where(_Comment.c.manual_comment.is_not(None), _Comment.c.manual_comment != "")
            ):
                comments.setdefault(student, {})[cell] = comment
            handed_in = self._api.db.execute(
                _of_submissions(
                    assignment,
                    *(_Submission.c.student_id, _Notebook.c.late_submission_penalty),
                    *(_Submission.c.timestamp, _Submission.c.extension, _Assignment.c.duedate),
                ).order_by(_Submission.c.student_id)
            ).all()
            self._api.db.rollback()
        return {
            student: Sheet(
                student,
                marks.get(student, {}),
                comments.get(student, {}),
                penalty or 0.0,
                _seconds_late(when, due, extension),
            )
            for student, penalty, when, extension, due in handed_in
        }

    def _save(self, cells: _Cells, student: str, scores: Scores, received: datetime) -> None:
        db = self._api.db
        if not db.execute(select(_Student.c.id).where(_Student.c.id == student)).first():
            db.execute(insert(_Student).values(id=student))
        submission = self._row(
            _Submission, {"assignment_id": cells.assignment, "student_id": student}
        )
        if submission["timestamp"] != received:
            own = _Submission.c.id == submission["id"]
            db.execute(update(_Submission).where(own).values(timestamp=received))
        keys = {"notebook_id": cells.notebook, "assignment_id": submission["id"]}
        notebook = self._row(_Notebook, keys, flagged=False)["id"]
        for name, cell in cells.graded.items():
            keys = {"cell_id": cell, "notebook_id": notebook}
            row = self._row(_Grade, keys, needs_manual_grade=True, auto_score=None)
            score = scores.automatic.get(name)
            news = {"auto_score": score, "needs_manual_grade": _waits(row, name, score, scores)}
            self._bring_up_to_date(_Grade, row, news)
        for name, cell in cells.answered.items():
            row = self._row(_Comment, {"cell_id": cell, "notebook_id": notebook})
            comment = "No response." if name in scores.unanswered else None
            self._bring_up_to_date(_Comment, row, {"auto_comment": comment})

    def _row(self, table: Any, keys: dict[str, str], **new: Any) -> dict[str, Any]:
        """The row with these keys, made where it is not there yet."""
        found = self._api.db.execute(
            select(table).where(*(table.c[name] == value for name, value in keys.items()))
        ).first()
        if found:
            return dict(found._mapping)
        row = {"id": uuid4().hex, **keys, **new}
        self._api.db.execute(insert(table).values(**row))
        return dict.fromkeys(table.c.keys()) | row | {"new": True}

    def _bring_up_to_date(self, table: Any, row: dict[str, Any], news: dict[str, Any]) -> None:
        if any(row[name] != value for name, value in news.items()):
            own = table.c.id == row["id"]
            self._api.db.execute(update(table).where(own).values(**news))

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (OperationalError, api.InvalidEntry) as error:  # nbgrader hides one in the other
            if getattr(self, "_api", None) is not None:
                self._api.db.rollback()
            raise UserError(_explanation(error)) from None


@dataclass(frozen=True)
class _Cells:
    """Ids of an assignment's rows in the gradebook: its notebook, and its cells by name."""

    assignment: str
    notebook: str
    graded: Mapping[str, str]
    answered: Mapping[str, str]

    @classmethod
    def read(cls, book: api.Gradebook, assignment: str) -> _Cells:
        notebook = book.find_notebook(assignment, assignment)
        return cls(
            assignment=notebook.assignment_id,
            notebook=notebook.id,
            graded={c.name: c.id for c in [*notebook.grade_cells, *notebook.task_cells]},
            answered={c.name: c.id for c in [*notebook.solution_cells, *notebook.task_cells]},
        )


def _waits(row: dict[str, Any], name: str, score: float | None, scores: Scores) -> bool:
    """Whether a person must look at a cell: it has no mark yet, or what was marked has changed."""
    if row["manual_score"] is None:
        return score is None
    if name in scores.changed or row["auto_score"] != score:
        return True
    return bool(row["needs_manual_grade"])


def _of_submissions(assignment: str, *columns: Any) -> Any:
    """A query about the notebooks handed in for an assignment."""
    return (
        select(*columns)
        .select_from(_Submission)
        .join(_Assignment, _Assignment.c.id == _Submission.c.assignment_id)
        .join(_Notebook, _Notebook.c.assignment_id == _Submission.c.id)
        .where(_Assignment.c.name == assignment)
    )


def _seconds_late(
    when: datetime | None, due: datetime | None, extension: timedelta | None
) -> float:
    if when is None or due is None:
        return 0.0
    return max(0.0, (when - due - (extension or timedelta())).total_seconds())


def _stored(received: datetime) -> datetime:
    """Times as nbgrader keeps them: UTC, without saying so."""
    return received.astimezone(UTC).replace(tzinfo=None)


@contextmanager
def _own_commands() -> Iterator[None]:
    """Let nbgrader find ``alembic``, which it calls by name, where no environment is activated."""
    before = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before


def _make_whole(address: str, course: str) -> None:
    """Make a new SQLite gradebook beside its place: one that is half made would never be whole."""
    file = make_url(address).database
    if not address.startswith("sqlite:") or not file or Path(file).exists():
        return
    part = Path(f"{file}.part")
    part.unlink(missing_ok=True)
    api.Gradebook(f"sqlite:///{part}", course).close()
    part.replace(file)


def _patient(address: str) -> str:
    """Let SQLite wait for another writer instead of giving up after five seconds."""
    if address.startswith("sqlite:") and "timeout=" not in address:
        return f"{address}{'&' if '?' in address else '?'}timeout={LOCK_WAIT_S}"
    return address


def _explanation(error: Exception) -> str:
    reason = str(getattr(error, "orig", error)).strip().splitlines()[0]
    if "locked" in reason:
        return (
            "The gradebook is in use by another program and stayed locked. Close it there, and "
            "run this again: nothing that was graded is lost, and it goes on where it stopped."
        )
    return (
        f"The gradebook cannot be used: {reason}. What was graded is kept; put this right and "
        "run again."
    )
