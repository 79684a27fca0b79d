"""Find what a class handed in, and open it with suspicion.

Names come from outside: they are allow-listed, no link is ever followed, only plain files of
limited size are read. A submission's time is when its file arrived on this disk, as the file
system keeps it (``st_ctime``), or what ``received.csv`` in the class folder says (columns student,
assignment, received in ISO 8601): never what the submission says of itself.
"""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from autograder.classroom.folder import ClassFolder
from autograder.engine.choice import stem_of
from autograder.engine.intake import (
    MissingError,
    UnreadableError,
    entries,
    find_notebook,
    read_work,
)
from autograder.engine.master import Master
from autograder.errors import UserError

_MOST_NAME_BYTES = 200
_SIGNS = frozenset(" ._-@'’‘,+()&\u200c\u200d")
"""What a name may hold besides letters, their marks, and digits; the last two join letters."""


@dataclass(frozen=True)
class Submission:
    """One student's notebook for one assignment, not yet read.

    ``parts`` are the steps from ``folder`` to the file; ``note`` says what was odd about it.
    """

    student: str
    assignment: str
    folder: Path
    parts: tuple[str, ...]
    received: datetime | None = None
    note: str = ""

    def read(self) -> tuple[bytes, datetime]:
        """The bytes and the time of arrival (UTC); raises UnreadableError."""
        own_folder = len(self.parts) > 1
        content, arrived = read_work(self.folder, self.parts, modules=own_folder)
        return content, self.received or arrived


@dataclass(frozen=True)
class Trouble:
    """Something a person should look at; ``where`` is a path as written, shown escaped."""

    where: str
    what: str


@dataclass
class Found:
    """What a class folder holds for one assignment."""

    submissions: list[Submission] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


def find_submissions(folder: ClassFolder, solution: Path) -> Found:
    """Look through submitted/STUDENT/ASSIGNMENT/ for what answers the assignment in ``solution``.

    Raises UserError where nothing is there.
    """
    assignment = solution.name
    if not folder.submitted.is_dir() or not any(folder.submitted.iterdir()):
        raise UserError(
            f"Nothing has been handed in yet: {folder.submitted} is empty or missing. "
            f"Put notebooks at submitted/STUDENT/{assignment}/{assignment}.ipynb."
        )
    found = Found()
    received = _read_received(folder.root / "received.csv")
    master = Master.of(solution)
    for student, name in _students(folder.submitted, found):
        try:
            handed = find_notebook(folder.submitted, (name, assignment), assignment, master)
        except MissingError:
            names = entries(folder.submitted, (name,))
            if assignment in map(stem_of, names):
                what = f"The notebook lies beside a folder {assignment}, not in it: move it there."
                found.troubles.append(Trouble(f"{student}/{assignment}", what))
            continue
        except UnreadableError as error:
            found.troubles.append(Trouble(f"{student}/{assignment}", str(error)))
            continue
        when = received.get((student, assignment))
        found.submissions.append(
            Submission(student, assignment, folder.submitted, handed.parts, when, handed.note)
        )
    return found


def handed_in(folder: ClassFolder) -> set[str]:
    """The names of all assignments that somebody handed in something for."""
    names: set[str] = set()
    if folder.submitted.is_dir():
        for _, name in _students(folder.submitted, Found()):
            with suppress(UnreadableError):
                names |= set(entries(folder.submitted, (name,)))
    return names


def find_in_plain_folder(folder: Path, assignment: str) -> Found:
    """Look through a folder of notebooks named after their students, STUDENT.ipynb."""
    found = Found()
    files = [(stem, name) for name in sorted(entries(folder, ())) if (stem := stem_of(name))]
    if not files:
        raise UserError(f"There are no notebooks (STUDENT.ipynb) in {folder}.")
    by_stem = dict(files)
    for student, stem in _accepted([stem for stem, _ in files], found):
        found.submissions.append(Submission(student, assignment, folder, (by_stem[stem],)))
    return found


def student_name(name: str) -> str:
    """A student's name in one form; raises UserError for what cannot safely be one."""
    normal = unicodedata.normalize("NFC", name)
    is_safe = (
        len(normal.encode("utf-8", "replace")) <= _MOST_NAME_BYTES
        and normal[:1] not in ("", *" .-,+@&)\u200c\u200d")
        and normal[-1:] not in " ."
        and all(unicodedata.category(c)[0] in "LMN" or c in _SIGNS for c in normal)
    )
    if not is_safe:
        raise UserError(
            f"{name!a} cannot be a student's name: use letters, digits, spaces and . _ - @ ' , + "
            f"( ) &, begin with a letter or digit, {_MOST_NAME_BYTES} bytes at most."
        )
    return normal


def _students(submitted: Path, found: Found) -> Iterator[tuple[str, str]]:
    yield from _accepted([n for n in entries(submitted, ()) if not n.startswith(".")], found)


def _accepted(names: list[str], found: Found) -> Iterator[tuple[str, str]]:
    """Names that can be students, each in its one form; others are put on record."""
    twins = Counter(unicodedata.normalize("NFC", name).casefold() for name in names)
    for name in sorted(names):
        try:
            student = student_name(name)
        except UserError as error:
            found.troubles.append(Trouble(ascii(name), str(error)))
            continue
        if twins[student.casefold()] > 1:
            what = "Two folders have this name, written differently; neither was graded."
            found.troubles.append(Trouble(ascii(name), what))
            continue
        yield student, name


def _read_received(path: Path) -> dict[tuple[str, str], datetime]:
    if not path.is_file():
        return {}
    received = {}
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            try:
                when = datetime.fromisoformat(row["received"])
                student, assignment = student_name(row["student"]), row["assignment"]
            except (KeyError, TypeError, ValueError, UserError) as error:
                raise UserError(
                    f"received.csv, line {number}: {error!r}. It needs the columns student, "
                    "assignment and received (such as 2026-11-22T17:00:00+01:00)."
                ) from None
            received[student, assignment] = when.astimezone(UTC)
    return received
