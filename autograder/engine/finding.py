"""Which cell of the instructor's notebook does each cell of a submission stand for?

A cell is found by its grade id; where that is gone, by its cell id, which is the grade id too;
where that is gone as well, by the source of a check, or by the names that it binds. Names find an
answer only where no other cell binds them: otherwise all stay where they stand, and run there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from autograder.engine.master import Master, MasterCell, Role
from autograder.engine.names import bound_names, used_names
from autograder.engine.notebook_file import Given

_MOST_LISTED = 4
_GRADED = (Role.ANSWER, Role.MANUAL, Role.TEST)


@dataclass
class Places:
    """The place in the instructor's notebook of each cell of a submission, by its number there.

    ``elsewhere`` holds, by grade id, the answer cells that are missing although other cells of the
    student's bind their names; those cells are run where they stand.
    """

    of: dict[int, int] = field(default_factory=dict)
    elsewhere: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)


def find_places(given: Sequence[Given], master: Master) -> Places:
    """Find the graded cells among those of a submission."""
    places = Places()
    graded = {cell.grade_id: i for i, cell in enumerate(master.cells) if cell.role in _GRADED}
    for number, cell in enumerate(given):
        if cell.grade_id in graded:
            places.of[number] = graded[cell.grade_id]
    _by_id(given, graded, master, places)
    _checks_by_source(given, master, places)
    _by_names(given, master, places)
    return places


def _by_id(
    given: Sequence[Given], graded: Mapping[str, int], master: Master, places: Places
) -> None:
    missing = _missing(graded, places)
    found: list[str] = []
    for number, cell in enumerate(given):
        if number not in places.of and cell.id in missing:
            places.of[number] = missing[cell.id]
            if master.cells[missing[cell.id]].role is not Role.TEST:
                found.append(cell.id)
    if found:
        places.problems.append(
            f"The file lost what says which cell is which; found by the cell id: {listed(found)}."
        )


def _checks_by_source(given: Sequence[Given], master: Master, places: Places) -> None:
    tests = {c.grade_id: i for i, c in enumerate(master.cells) if c.role is Role.TEST}
    sources = {master.cells[i].source.strip(): i for i in _missing(tests, places).values()}
    for number, cell in enumerate(given):
        if number not in places.of and cell.source.strip() in sources:
            places.of[number] = sources[cell.source.strip()]


def _by_names(given: Sequence[Given], master: Master, places: Places) -> None:
    answers = {c.grade_id: i for i, c in enumerate(master.cells) if c.role is Role.ANSWER}
    others = {n: c for n, c in enumerate(given) if c.is_code and n not in places.of}
    asked = {id: _asked(master.cells[i], master) for id, i in _missing(answers, places).items()}
    binding = {
        id: [n for n, cell in others.items() if names & bound_names(cell.source)]
        for id, names in asked.items()
    }
    in_answers = {
        name
        for number, place in places.of.items()
        if place in answers.values()
        for name in bound_names(given[number].source)
    }
    taken = [n for numbers in binding.values() for n in numbers]
    found: list[str] = []
    together: list[str] = []
    several: list[str] = []
    for id, numbers in binding.items():
        if len(numbers) == 1 and taken.count(numbers[0]) == 1:
            places.of[numbers[0]] = answers[id]
            found.append(id)
        elif numbers or asked[id] & in_answers:
            places.elsewhere.add(id)
            (several if len(numbers) > 1 else together).append(id)
    if found:
        places.problems.append(f"Answers found by the names that they bind: {listed(found)}.")
    if together:
        places.problems.append(f"Answers in one cell together with others: {listed(together)}.")
    if several:
        places.problems.append(
            f"Answered in more than one cell: {listed(several)}. As when you run all cells, the "
            "last one before the check counts."
        )


def _asked(cell: MasterCell, master: Master) -> frozenset[str]:
    """The names of an answer cell that other cells ask for."""
    others = (c for c in master.cells if c.role in (Role.TEST, Role.SETUP))
    return bound_names(cell.source) & {name for c in others for name in used_names(c.source)}


def _missing(graded: Mapping[str, int], places: Places) -> dict[str, int]:
    found = set(places.of.values())
    return {id: i for id, i in graded.items() if i not in found}


def listed(ids: Sequence[str]) -> str:
    """Some names in a sentence, the first few in full."""
    if len(ids) > _MOST_LISTED:
        return f"{', '.join(ids[:_MOST_LISTED])} and {len(ids) - _MOST_LISTED} more"
    return " and ".join(filter(None, [", ".join(ids[:-1]), ids[-1]]))
