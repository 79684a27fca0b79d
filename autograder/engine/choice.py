"""Of several files that somebody handed in: the notebook that counts, if that is clear."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

from autograder.engine.grading import Limits
from autograder.engine.master import Master, Role
from autograder.engine.names import same_code
from autograder.engine.notebook_file import RefusedError
from autograder.engine.rebuild import rebuild

_NOTEBOOK = re.compile(r"[^.].*?(?=\.ipynb(\.txt|\.json)?$)", re.IGNORECASE | re.DOTALL)

_MOST = 20


class UnclearError(Exception):
    """Which file counts is for a person to say; the message tells why."""


def stem_of(name: str) -> str | None:
    """A notebook's name without what programs append; None where a name is no notebook's."""
    found = _NOTEBOOK.match(name)
    return found[0] if found else None


def choose(names: Iterable[str], wanted: str, master: Master, read: Callable[[str], bytes]) -> str:
    """The name of the notebook that counts; raises UnclearError where a person must say.

    It is the one whose answers hold all that others answer, ``wanted`` before others. Files are
    read only where there are several, one at a time.
    """
    found = sorted(names, key=lambda name: (name != wanted, name))[:_MOST]
    if len(found) == 1:
        return found[0]
    works = {name: work for name in found if (work := _work(read(name), master)) is not None}
    if not works:
        raise UnclearError(f"There are {len(found)} notebooks here, none of them of {wanted}.")
    for name, work in works.items():
        if all(work.items() >= other.items() for other in works.values()):
            return name
    listed = ", ".join(ascii(name) for name in works)
    raise UnclearError(
        f"There are {len(works)} notebooks here whose answers differ: {listed}. Ask which one "
        "counts, and take the others away."
    )


def note_on(chosen: str, names: Collection[str], wanted: str) -> str:
    """What student and instructor are told of the choice."""
    if chosen == wanted:
        return ""
    if wanted in names:
        return f"{chosen!a} was worked on further than {wanted}; it counts."
    if "/" in chosen:
        return f"The file lies one folder too deep, at {chosen!a}; it counts."
    return f"The file is named {chosen!a}, not {wanted}; it counts."


def _work(content: bytes, master: Master) -> dict[str, str] | None:
    """The answers that were worked on, by grade id; None where it is no such notebook."""
    try:
        pieces, _ = rebuild(content, master, Limits())
    except RefusedError:
        return None
    return {
        piece.master.grade_id: piece.source.strip()
        for piece in pieces
        if piece.master is not None
        and piece.master.role in (Role.ANSWER, Role.MANUAL)
        and not same_code(piece.source, piece.master.stub)
    }
