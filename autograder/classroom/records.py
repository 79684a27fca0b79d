"""What grading found, kept so that nothing is run twice and a stopped run goes on where it was.

A record holds a *key*: a digest of everything a result depends on. A submission whose key is
unchanged is not run again. Records are written whole or not at all and carry their own digest; a
damaged one counts as absent.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cache
from hashlib import blake2b
from pathlib import Path
from site import getsitepackages

import autograder
from autograder.classroom.folder import ClassFolder, write_whole
from autograder.engine.grading import Graded, Limits
from autograder.engine.master import Master
from autograder.engine.notebook_file import RefusedError
from autograder.engine.rebuild import rebuild


@dataclass(frozen=True)
class Record:
    """One graded submission; ``note`` says what was odd about how it was handed in.

    ``content`` is a digest of its bytes, which arrived when they first did.
    """

    student: str
    assignment: str
    key: str
    received: datetime
    graded: Graded
    note: str = ""
    content: str = ""

    @property
    def problems(self) -> list[str]:
        """What student and instructor should know about the file."""
        return [*filter(None, [self.note]), *self.graded.problems]

    def without_notebook(self) -> Record:
        """The record as lists keep it: the graded notebook is on disk, and large."""
        return replace(self, graded=replace(self.graded, notebook={}))


def world_digest(solution: Path, limits: Limits) -> str:
    """A digest of all but the submission that a result depends on: the world it is graded in."""
    data = solution.parent.parent / "course"
    return _digest(
        _environment(),
        _files(Path(autograder.__file__).parent, "exercises/*.py", "engine/*.py"),
        _files(solution, "**/*.py", "**/*.ipynb", "**/*.csv", "**/*.json"),
        _files(data, "*.py", "data/*"),
        json.dumps(asdict(limits), sort_keys=True),
    )


class Keys:
    """Makes the keys of submissions to one assignment."""

    def __init__(self, solution: Path, notebook: dict[str, object], limits: Limits):
        self._master = Master.read(notebook)
        self._limits = limits
        self._world = world_digest(solution, limits)

    def key(self, submission: bytes) -> str:
        """A digest of the answers, and of the world they are graded in."""
        try:
            pieces, problems = rebuild(submission, self._master, self._limits)
        except RefusedError as error:
            return _digest(self._world, str(error))
        return _digest(self._world, json.dumps([[p.source, p.pictures] for p in pieces]), *problems)


class Records:
    """The records of a class, one file per student and assignment."""

    def __init__(self, folder: ClassFolder):
        self._folder = folder.records

    def write(self, record: Record) -> None:
        """Keep a record in place of the earlier one."""
        content = json.dumps(
            {
                "student": record.student,
                "assignment": record.assignment,
                "key": record.key,
                "received": record.received.isoformat(),
                "note": record.note,
                "content": record.content,
                "graded": record.graded.to_json(),
            },
            ensure_ascii=True,
        )
        text = f"{_digest(content)}\n{content}\n"
        write_whole(self._path(record.assignment, record.student), text)

    def read(self, assignment: str, student: str) -> Record | None:
        """A student's record, or None where there is none that can be trusted."""
        try:
            text = self._path(assignment, student).read_text(encoding="utf-8")
            digest, _, content = text.rstrip("\n").partition("\n")
            if digest != _digest(content):
                return None
            record = json.loads(content)
            return Record(
                student=record["student"],
                assignment=record["assignment"],
                key=record["key"],
                received=datetime.fromisoformat(record["received"]),
                graded=Graded.from_json(record["graded"]),
                note=record["note"],
                content=record.get("content", ""),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def of(self, assignment: str) -> Iterator[Record]:
        """All records of an assignment that can be trusted, sorted by student."""
        for path in sorted((self._folder / assignment).glob("*.json")):
            record = self.read(assignment, path.stem)
            if record is not None:
                yield record

    def count(self, assignment: str) -> int:
        """How many records an assignment has."""
        return sum(1 for _ in (self._folder / assignment).glob("*.json"))

    def assignments(self) -> list[str]:
        """The assignments that have records, sorted."""
        return sorted(path.name for path in self._folder.glob("*") if path.is_dir())

    def _path(self, assignment: str, student: str) -> Path:
        return self._folder / assignment / f"{student}.json"


def content_digest(content: bytes) -> str:
    """A digest of the bytes that were handed in."""
    return blake2b(content, digest_size=16).hexdigest()


def _digest(*texts: str) -> str:
    state = blake2b(digest_size=16)
    for text in texts:
        content = text.encode("utf-8", "surrogatepass")
        state.update(len(content).to_bytes(8, "big") + content)
    return state.hexdigest()


def _files(folder: Path, *patterns: str) -> str:
    """A digest of the names and contents of files."""
    paths = sorted({path for pattern in patterns for path in folder.glob(pattern)})
    return _digest(
        *(
            f"{path.relative_to(folder)} {blake2b(path.read_bytes(), digest_size=16).hexdigest()}"
            for path in paths
            if path.is_file()
        )
    )


@cache
def _environment() -> str:
    """A digest of every installed distribution and its version, as their folders are named."""
    # not sys.path, which some packages add to when they are imported
    folders = (path for place in getsitepackages() for path in Path(place).glob("*.dist-info"))
    return _digest(sys.version, *sorted({path.name for path in folders}))
