"""Find what a class handed in, and open it with suspicion.

Names come from outside: they are allow-listed, no link is ever followed, only plain files of
limited size are read. A submission's time is when its file arrived on this disk, as the file
system keeps it (``st_ctime``), or what ``received.csv`` in the class folder says (columns student,
assignment, received in ISO 8601): never what the submission says of itself.
"""

from __future__ import annotations

import csv
import errno
import os
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from autograder.classroom.folder import ClassFolder
from autograder.errors import UserError

MAX_BYTES = 20_000_000
NOTEBOOK = ".ipynb"
_NAME = re.compile(r"\w[\w.@ -]{0,63}(?<![ .])")


class UnreadableError(Exception):
    """A submission cannot be opened safely; the message says why."""


class MissingError(UnreadableError):
    """There is nothing of that name."""


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
        with _opened(self.folder, self.parts) as descriptor:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableError(f"{self.parts[-1]} is not a plain file.")
            if status.st_size > MAX_BYTES:
                limit = MAX_BYTES // 1_000_000
                raise UnreadableError(f"{self.parts[-1]} is larger than {limit} MB.")
            content = b""
            while len(content) <= MAX_BYTES and (more := os.read(descriptor, 1 << 20)):
                content += more
        arrived = datetime.fromtimestamp(status.st_ctime, UTC).replace(microsecond=0)
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


def find_submissions(folder: ClassFolder, assignment: str) -> Found:
    """Look through submitted/STUDENT/ASSIGNMENT/; raises UserError where nothing is there."""
    if not folder.submitted.is_dir() or not any(folder.submitted.iterdir()):
        raise UserError(
            f"Nothing has been handed in yet: {folder.submitted} is empty or missing. "
            f"Put notebooks at submitted/STUDENT/{assignment}/{assignment}.ipynb."
        )
    found = Found()
    received = _read_received(folder.root / "received.csv")
    for student, name in _students(folder.submitted, found):
        try:
            file, note = _choose(_entries(folder.submitted, (name, assignment)), assignment)
        except MissingError:
            continue
        except UnreadableError as error:
            file, note = None, str(error)
        if file is None:
            found.troubles.append(Trouble(f"{student}/{assignment}", note))
            continue
        when = received.get((student, assignment))
        parts = (name, assignment, file)
        submission = Submission(student, assignment, folder.submitted, parts, when, note)
        found.submissions.append(submission)
    return found


def handed_in(folder: ClassFolder) -> set[str]:
    """The names of all assignments that somebody handed in something for."""
    names: set[str] = set()
    if folder.submitted.is_dir():
        for _, name in _students(folder.submitted, Found()):
            with suppress(UnreadableError):
                names |= set(_entries(folder.submitted, (name,)))
    return names


def find_in_plain_folder(folder: Path, assignment: str) -> Found:
    """Look through a folder of notebooks named after their students, STUDENT.ipynb."""
    found = Found()
    files = [name for name in _entries(folder, ()) if name.endswith(NOTEBOOK)]
    if not files:
        raise UserError(f"There are no notebooks (STUDENT.ipynb) in {folder}.")
    for student, stem in _accepted([name.removesuffix(NOTEBOOK) for name in files], found):
        found.submissions.append(Submission(student, assignment, folder, (stem + NOTEBOOK,)))
    return found


def student_name(name: str) -> str:
    """A student's name in one form; raises UserError for what cannot safely be one."""
    normal = unicodedata.normalize("NFC", name)
    if not _NAME.fullmatch(normal) or any(unicodedata.category(c) == "Cf" for c in normal):
        raise UserError(
            f"{name!a} cannot be a student's name: use letters, digits, and . _ - @ between "
            "them, at most 64 in all, and nothing that points to another folder."
        )
    return normal


def _students(submitted: Path, found: Found) -> Iterator[tuple[str, str]]:
    yield from _accepted([n for n in _entries(submitted, ()) if not n.startswith(".")], found)


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


def _choose(names: list[str], assignment: str) -> tuple[str | None, str]:
    """The notebook that counts among the files handed in, and what was odd."""
    wanted = assignment + NOTEBOOK
    if wanted in names:
        return wanted, ""
    notebooks = [name for name in names if name.endswith(NOTEBOOK)]
    if len(notebooks) == 1:
        return notebooks[0], f"The file is named {notebooks[0]!a}, not {wanted}; it counts."
    if notebooks:
        return None, f"There are {len(notebooks)} notebooks here, none of them named {wanted}."
    return None, f"{wanted} is missing."


def _entries(folder: Path, parts: tuple[str, ...]) -> list[str]:
    """What a folder holds, without following links; raises UnreadableError."""
    with _opened(folder, parts, directory=True) as descriptor:
        return os.listdir(descriptor)  # noqa: PTH208 (pathlib cannot list a descriptor)


@contextmanager
def _opened(folder: Path, parts: tuple[str, ...], *, directory: bool = False) -> Iterator[int]:
    """A descriptor of ``folder``/``parts``; no link below ``folder`` is followed."""
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC
    descriptor = os.open(folder, flags | os.O_DIRECTORY)
    try:
        for i, part in enumerate(parts):
            is_folder = directory or i < len(parts) - 1
            own = flags | os.O_NOFOLLOW | (os.O_DIRECTORY if is_folder else 0)
            try:
                below = os.open(part, own, dir_fd=descriptor)
            except FileNotFoundError:
                raise MissingError(f"{part!a} is not there.") from None
            except OSError as error:
                if error.errno in (errno.ELOOP, errno.ENOTDIR):
                    raise UnreadableError(f"{part!a} is a link or of another kind.") from None
                raise UnreadableError(f"{part!a} cannot be opened: {error.strerror}.") from None
            os.close(descriptor)
            descriptor = below
        yield descriptor
    finally:
        os.close(descriptor)


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
