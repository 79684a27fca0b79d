"""Open what was handed in with suspicion.

Names come from outside: no link is ever followed, and only plain files of limited size are read.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from autograder.engine.choice import UnclearError, choose, note_on, stem_of
from autograder.engine.grading import Limits
from autograder.engine.master import Master
from autograder.engine.names import imported_modules
from autograder.engine.notebook_file import Given, RefusedError, read_notebook, write_notebook

MAX_BYTES = Limits().notebook_mb * 1_000_000
NOTEBOOK = ".ipynb"
_MOST_MODULES = 20
_NOT_HANDED_IN = ("__MACOSX",)


class UnreadableError(Exception):
    """A submission cannot be opened safely; the message says why."""


class MissingError(UnreadableError):
    """There is nothing of that name."""


@dataclass(frozen=True)
class Handed:
    """The notebook that counts: where it lies below a folder, and what was odd about that."""

    parts: tuple[str, ...]
    note: str = ""


def find_notebook(folder: Path, parts: tuple[str, ...], name: str, master: Master) -> Handed:
    """The notebook that counts for an assignment; raises UnreadableError where none does."""
    found = _notebooks(folder, parts)
    wanted = name + NOTEBOOK
    if not found:
        raise UnreadableError(f"{wanted} is missing.")

    def content(path: str) -> bytes:
        try:
            return read(folder, (*parts, *path.split("/")))[0]
        except UnreadableError:
            return b""

    try:
        chosen = choose(found, wanted, master, content)
    except UnclearError as error:
        raise UnreadableError(str(error)) from None
    return Handed((*parts, *chosen.split("/")), note_on(chosen, found, wanted))


def read_work(
    folder: Path, parts: tuple[str, ...], *, modules: bool = True
) -> tuple[bytes, datetime]:
    """A notebook, with the ``modules`` beside it that it imports, and when it arrived (UTC).

    Modules become cells above all others that write them, so that they can be imported.
    """
    content, arrived = read(folder, parts)
    *above, _ = parts
    names = entries(folder, tuple(above)) if modules else []
    there = {name.removesuffix(".py") for name in names if name.endswith(".py")}
    if not there:
        return content, arrived
    try:
        cells = read_notebook(content, Limits())
    except RefusedError:
        return content, arrived
    written: dict[str, Given] = {}
    sources = [cell.source for cell in cells if cell.is_code]
    while sources and len(written) < _MOST_MODULES:
        imported = {name.partition(".")[0] for name in imported_modules(sources.pop())}
        for name in sorted(imported & there - written.keys()):
            source = _text(folder, (*above, f"{name}.py"))
            written[name] = Given("code", f"%%writefile {name}.py\n{source}")
            sources.append(source)
    return (write_notebook([*written.values(), *cells]) if written else content), arrived


def entries(folder: Path, parts: tuple[str, ...]) -> list[str]:
    """What a folder holds, without following links; raises UnreadableError."""
    with _opened(folder, parts, directory=True) as descriptor:
        return os.listdir(descriptor)  # noqa: PTH208 (pathlib cannot list a descriptor)


def read(folder: Path, parts: tuple[str, ...]) -> tuple[bytes, datetime]:
    """The bytes of a plain file, and when it arrived on this disk; raises UnreadableError."""
    with _opened(folder, parts) as descriptor:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError(f"{parts[-1]} is not a plain file.")
        if status.st_size > MAX_BYTES:
            limit = MAX_BYTES // 1_000_000
            raise UnreadableError(f"{parts[-1]} is larger than {limit} MB.")
        content = b""
        while len(content) <= MAX_BYTES and (more := os.read(descriptor, 1 << 20)):
            content += more
    return content, datetime.fromtimestamp(status.st_ctime, UTC).replace(microsecond=0)


def _notebooks(folder: Path, parts: tuple[str, ...]) -> list[str]:
    """The notebooks in a folder or, where it has none, one folder deeper."""
    names = [name for name in entries(folder, parts) if name not in _NOT_HANDED_IN]
    found = [name for name in names if stem_of(name)]
    for name in names if not found else ():
        if not name.startswith("."):
            with suppress(UnreadableError):
                deeper = entries(folder, (*parts, name))
                found += [f"{name}/{inner}" for inner in deeper if stem_of(inner)]
    return found


def _text(folder: Path, parts: tuple[str, ...]) -> str:
    with suppress(UnreadableError, UnicodeDecodeError):
        content, _ = read(folder, parts)
        if len(content) <= Limits().source_chars:
            return content.decode("utf-8-sig")
    return ""


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
