"""Rebuild, don't repair: take the answers out of a submission, and nothing else.

From the bytes of a submission come only source texts, of the answer cells and of the cells that
the student added, and the pictures in texts that a person reads. They are put into the
instructor's own notebook. Metadata, points, test cells, kernel, order, copies and outputs of the
submission count for nothing.

Cells that the student added run where they stood, in the student's process, so that a helper
written there works; they can earn nothing by themselves.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from autograder.engine.finding import Places, find_places, listed
from autograder.engine.grading import Limits
from autograder.engine.master import Master, MasterCell, Role
from autograder.engine.names import bound_names, parse, same_code
from autograder.engine.notebook_file import Given, RefusedError, read_notebook
from autograder.engine.pictures import Album, Pictures

_FENCED = re.compile(r"^ *(```|~~~)[^\n]*\n(.*?)(?:^ *\1 *$|\Z)", re.DOTALL | re.MULTILINE)
_TAG = re.compile(r"<(?=[a-zA-Z/!?])")

By = dict[int, list[Given]]
"""Cells of a submission by their place in the instructor's notebook; -1 is above all of it."""


@dataclass(frozen=True)
class Piece:
    """One cell of the rebuilt notebook: the instructor's, or one added by the student."""

    source: str
    is_code: bool
    master: MasterCell | None
    pictures: Pictures = field(default_factory=dict)


def rebuild(submission: bytes, master: Master, limits: Limits) -> tuple[list[Piece], list[str]]:
    """The rebuilt notebook, and what was wrong with the submission.

    Raises RefusedError where the bytes are not a notebook of this assignment within the limits.
    """
    given = read_notebook(submission, limits)
    places = find_places(given, master)
    if not places.of and not places.elsewhere:
        raise RefusedError("This is not a notebook of this assignment: it has none of its cells.")
    found, added = _sorted_out(given, places, master)
    problems = [*places.problems, *_texts_beside_boxes(master, found, added)]
    problems += _missing(master, found, places)
    album = Album(limits.outputs_mb * 1_000_000)
    pieces = [_own(cell, album) for cell in added[-1]]
    for i, cell in enumerate(master.cells):
        source, pictures = cell.source, Pictures()
        if cell.grade_id in places.elsewhere:
            source = ""
        elif cell.role in (Role.ANSWER, Role.MANUAL):
            source = _answer(cell, found[i], problems)
            if not cell.is_code:
                attached = {name: p for copy in found[i] for name, p in copy.attached.items()}
                source, pictures = album.keep(source, attached)
        elif cell.role is Role.TEST and found[i]:
            _look_at_test(cell, found[i], problems)
        pieces.append(Piece(source, cell.is_code, cell, pictures))
        pieces.extend(_own(own, album) for own in added[i])
    if album.lost:
        problems.append(
            "A picture in a text could not be kept: it is not in the file, or not a PNG, JPEG or "
            "GIF picture, or too large."
        )
    return pieces, problems


def harmless_markdown(source: str) -> str:
    """Markdown whose HTML is shown as text, so that no page of marks runs a student's script."""
    return _TAG.sub("&lt;", source)


def code_of(cell: Given) -> str:
    """The code of a cell; one that is another type of cell may hold it in a fence."""
    if cell.is_code:
        return cell.source
    fenced = _FENCED.findall(cell.source) if cell.grade_id else []
    return "\n".join(code for _, code in fenced)


def _sorted_out(given: Sequence[Given], places: Places, master: Master) -> tuple[By, By]:
    """The cells that were found, and those that the student added, each after what it follows."""
    found: By = defaultdict(list)
    added: By = defaultdict(list)
    plain = [(i, c) for i, c in enumerate(master.cells) if c.role in (Role.SETUP, Role.TEXT)]
    by_id = {cell.id: i for i, cell in plain if cell.id}
    by_source = {cell.source.strip(): i for i, cell in plain}
    anchor = -1
    for number, cell in enumerate(given):
        if number in places.of:
            anchor = places.of[number]
            found[anchor].append(cell)
        elif cell.source.strip() in by_source:
            anchor = by_source[cell.source.strip()]
        else:
            anchor = by_id.get(cell.id, anchor)
            if cell.kind in ("code", "markdown", "raw") and cell.source.strip():
                added[anchor].append(cell)
    return found, added


def _texts_beside_boxes(master: Master, found: By, added: By) -> list[str]:
    """Put texts that stand beside an empty box into it; a person reads and marks them."""
    moved = []
    before = -1
    for i, cell in enumerate(master.cells):
        if cell.role is Role.MANUAL and not cell.is_code:
            is_empty = all(c.source.strip() in ("", cell.stub.strip()) for c in found[i])
            near = range(max(before, i - 1) if found[i] else before, i + 1)
            texts = [own for place in near for own in added[place] if _is_prose(own)]
            if is_empty and texts:
                for place in near:
                    added[place] = [own for own in added[place] if not _is_prose(own)]
                attached = {name: picture for t in texts for name, picture in t.attached.items()}
                text = "\n\n".join(own.source for own in texts)
                found[i] = [Given("markdown", text, cell.grade_id, attached=attached)]
                moved.append(cell.grade_id)
        if cell.grade_id:
            before = i
    return [f"Text found beside its box, and put into it: {listed(moved)}."] if moved else []


def _is_prose(cell: Given) -> bool:
    return not cell.is_code or parse(cell.source) is None


def _own(cell: Given, album: Album) -> Piece:
    if cell.is_code:
        return Piece(cell.source, True, None)
    source, pictures = album.keep(cell.source, cell.attached)
    return Piece(source, False, None, pictures)


def _missing(master: Master, found: By, places: Places) -> list[str]:
    """Say which cells are not there."""
    gone = [
        (cell.role, cell.grade_id)
        for i, cell in enumerate(master.cells)
        if cell.grade_id and not found[i] and cell.grade_id not in places.elsewhere
    ]
    answers = [id for role, id in gone if role is not Role.TEST]
    checks = [id for role, id in gone if role is Role.TEST]
    said = []
    if len(answers) == 1:
        said.append(f"The answer cell {answers[0]} is missing, so it counts as not attempted.")
    elif answers:
        said.append(f"Missing answer cells, which count as not attempted: {listed(answers)}.")
    if len(checks) == 1:
        said.append(f"The check cell {checks[0]} was deleted; the original was used.")
    elif checks:
        said.append(f"Deleted check cells, of which the originals were used: {listed(checks)}.")
    return said


def _answer(cell: MasterCell, copies: list[Given], problems: list[str]) -> str:
    """The source that counts for an answer cell."""
    if not copies:
        return cell.stub
    if any(copy.kind != cell.record["cell_type"] for copy in copies):
        problems.append(
            f"The answer cell {cell.grade_id} was turned into another type of cell; "
            "its text was taken as the answer all the same."
        )
    sources = [(cell.is_code and code_of(copy)) or copy.source for copy in copies]
    if len(sources) == 1:
        return sources[0]
    worked_on = [source for source in sources if not same_code(source, cell.stub)]
    if len(worked_on) < 2:
        problems.append(
            f"The answer cell {cell.grade_id} is there {len(copies)} times; "
            "the copy that was worked on counts."
        )
        return (worked_on or [sources[-1]])[0]
    whole = [source for source in worked_on if bound_names(cell.source) <= bound_names(source)]
    joined = "\n".join(worked_on)
    if len(whole) < 2 and parse(joined):
        problems.append(f"The answer cell {cell.grade_id} was split; its parts were put together.")
        return joined
    problems.append(
        f"The answer cell {cell.grade_id} is there {len(copies)} times; the last whole one counts."
    )
    return (whole or worked_on)[-1]


def _look_at_test(cell: MasterCell, copies: list[Given], problems: list[str]) -> None:
    if any(not c.is_code or c.source.strip() != cell.source.strip() for c in copies):
        problems.append(f"The check cell {cell.grade_id} was changed; the original was used.")
    elif len(copies) > 1:
        problems.append(f"The check cell {cell.grade_id} is there twice; the original was used.")
