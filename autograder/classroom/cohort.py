"""A class of 24 made from the banks: the same every time, and like a class in what goes wrong.

Answers are source code that really computes what a student with that belief would compute; see
``autograder.authoring.answers``. Nobody is portrayed: students are numbers.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.authoring.answers import (
    Sources,
    answering_constant,
    answering_otherwise,
    cell_of,
    reference_sources,
    submission,
)
from autograder.classroom.bookkeeper import graded_cells
from autograder.engine.names import bound_names
from autograder.exercises import Assignment, Exercise
from autograder.exercises.bank import ONLY, Part, WrongAnswer

SIZE = 24
BELIEVERS = 13
_MARKER = re.compile(r"^[ \t]*#{1,3} (BEGIN|END) SOLUTION[^\n]*\n?", re.MULTILINE)
_SOLUTION = re.compile(r"^[ \t]*### BEGIN SOLUTION.*?### END SOLUTION[^\n]*\n?", re.M | re.S)
_UNITS = {"proportion": "100 * ", "percent": "0.01 * "}


def make_class(assignment: Assignment, released: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The notebooks of 24 students, by student: what each kind of student hands in.

    Some have everything right, some by another convention; the believers share out the named
    mistakes of the bank between them; one each is untouched, crashes, stops half-way, gives wrong
    units, or types in the values of the notebook.
    """
    right = reference_sources(assignment)
    kinds: list[Sources] = [right] * 4
    kinds += [_alternatives(assignment)] * 2
    kinds += [_mistaken(assignment, beliefs) for beliefs in _beliefs(assignment)]
    kinds += [{}, _crashing(assignment), _half_way(assignment), _other_units(assignment)]
    kinds.append(_typed_in(assignment))
    random.Random(assignment.name).shuffle(kinds)
    texts = _manual_texts(assignment)
    return {
        f"student-{number:02}": submission(
            released, _as_written(sources | (texts if len(sources) == len(right) else {}))
        )
        for number, sources in enumerate(kinds, start=1)
    }


Beliefs = dict[tuple[str, str], tuple[str, WrongAnswer]]
"""What one student believes: by exercise and part, the mistake and the function that makes it."""


def _beliefs(assignment: Assignment) -> list[Beliefs]:
    """Share out the mistakes: few are common, most are rare, each is somewhere if it can be."""
    chance = random.Random(f"{assignment.name}: beliefs")
    occasions = _occasions(assignment)
    ids = sorted({id for _, id in occasions})
    chance.shuffle(ids)
    students: list[Beliefs] = [{} for _ in range(BELIEVERS)]
    for rank, id in enumerate(ids):
        holders = chance.sample(range(BELIEVERS), max(1, round(9 * 0.7**rank)))
        for (place, other_id), wrong in occasions.items():
            if other_id == id:
                for holder in holders:
                    students[holder].setdefault(place, (id, wrong))
    for (place, id), wrong in occasions.items():
        if not any(place in own and own[place][0] == id for own in students):
            free = [own for own in students if place not in own]
            spare = free or [own for own in students if _held(students, place, own[place][0]) > 1]
            if spare:  # a part may have more mistakes than there are students
                min(spare, key=len)[place] = (id, wrong)
    return students


def _held(students: Sequence[Beliefs], place: tuple[str, str], id: str) -> int:
    return sum(place in own and own[place][0] == id for own in students)


def _occasions(assignment: Assignment) -> dict[tuple[tuple[str, str], str], WrongAnswer]:
    """Where each mistake can be made, and the first function that makes it there."""
    found: dict[tuple[tuple[str, str], str], WrongAnswer] = {}
    for exercise, part in _parts(assignment):
        for id, wrong in part.mistakes:
            found.setdefault(((exercise.id, part.name), id), wrong)
    return found


def _mistaken(assignment: Assignment, beliefs: Beliefs) -> Sources:
    return _replaced(assignment, {place: wrong for place, (_, wrong) in beliefs.items()})


def _alternatives(assignment: Assignment) -> Sources:
    others = {
        (exercise.id, part.name): part.alternatives[0][1]
        for exercise, part in _parts(assignment)
        if part.alternatives
    }
    return _replaced(assignment, others)


def _replaced(assignment: Assignment, others: Mapping[tuple[str, str], WrongAnswer]) -> Sources:
    """The reference's answers, with some parts answered otherwise."""
    sources = reference_sources(assignment)
    for exercise, part in _parts(assignment):
        other = others.get((exercise.id, part.name))
        if other is not None:
            cell = cell_of(sources, part.name)
            sources[cell] = _filled_in(
                part, sources[cell], answering_otherwise(assignment, part, other)[cell]
            )
    return sources


def _filled_in(part: Part, reference: str, otherwise: str) -> str:
    """A value in place of its ``...``, as a student would write it, where the cell is that plain.

    ``otherwise`` is the reference with the other value set in a line after it.
    """
    placeholder = f"{part.name} = ..."
    line = otherwise.removeprefix(reference).strip()
    if part.is_function or placeholder not in reference or bound_names(reference) != {part.name}:
        return otherwise
    return _SOLUTION.sub("", reference).replace(placeholder, line, 1)


def _typed_in(assignment: Assignment) -> Sources:
    sources = reference_sources(assignment)
    for exercise in assignment.bank.exercises.values():
        constant = answering_constant(assignment, exercise)
        sources |= {c: s for c, s in constant.items() if s != reference_sources(assignment)[c]}
    return sources


def _crashing(assignment: Assignment) -> Sources:
    """Every other exercise stops: a misspelt name in a function, a division by zero in a value."""
    sources = reference_sources(assignment)
    for exercise in list(assignment.bank.exercises.values())[::2]:
        for part in exercise.parts.values():
            cell = cell_of(sources, part.name)
            if part.is_function:
                sources[cell] += f"\n\ndef {part.name}(*args):\n    return totl / len(args)\n"
            elif not part.options:
                sources[cell] += f"\n\n{part.name} = 1 / 0\n"
    return sources


def _half_way(assignment: Assignment) -> Sources:
    """The first half as it should be; the rest was never begun."""
    sources = reference_sources(assignment)
    exercises = list(assignment.bank.exercises.values())
    kept = {
        cell_of(sources, part.name)
        for exercise in exercises[: (len(exercises) + 1) // 2]
        for part in exercise.parts.values()
    }
    return {cell: source for cell, source in sources.items() if cell in kept}


def _other_units(assignment: Assignment) -> Sources:
    """Percent for proportions, and proportions for percent."""
    sources = reference_sources(assignment)
    for _, part in _parts(assignment):
        cell = cell_of(sources, part.name)
        for name, component in part.components.items():
            factor = _UNITS.get(component.unit)
            if factor is None or component.kind != "number":
                continue
            place = "answer" if name == ONLY else f"answer[{name!r}]"
            if part.is_function:
                sources[cell] += (
                    f"\n\n_in_other_units = {part.name}\n\n"
                    f"def {part.name}(*args, _before=_in_other_units):\n"
                    f"    answer = _before(*args)\n    {place} = {factor}{place}\n"
                    "    return answer\n"
                )
            else:
                place = place.replace("answer", part.name, 1)
                sources[cell] += f"\n\n{place} = {factor}{place}\n"
    return sources


def _manual_texts(assignment: Assignment) -> Sources:
    """Free text as the reference has it."""
    return {
        grade_id: "".join(cell["source"])
        for grade_id, cell in graded_cells(assignment.notebook).items()
        if cell["cell_type"] == "markdown" and cell["metadata"]["nbgrader"]["solution"]
    }


def _as_written(sources: Sources) -> Sources:
    """Without the marks that tell a solution from its stub: a student's notebook has none."""
    return {cell: _MARKER.sub("", source) for cell, source in sources.items()}


def _parts(assignment: Assignment) -> list[tuple[Exercise, Part]]:
    return [
        (exercise, part)
        for exercise in assignment.bank.exercises.values()
        for part in exercise.parts.values()
    ]
