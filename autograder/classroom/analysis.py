"""What a class understood: counts and item statistics from results, without any writing or files.

Difficulty is the mean share of points earned (1 is easiest). Discrimination is the correlation
between the points of an exercise and those of all the others (the corrected item-total
correlation of classical test theory; Allen & Yen 1979): an exercise that the better students get
right lies above 0.2 or so.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import mean, median

from autograder.exercises import Outcome, Result

Class = Mapping[str, Mapping[str, Result]]
"""Results by student and exercise."""

DISCUSS, RETEACH = 0.3, 0.65
"""Shares of a class that hold a mistake, between which discussion among neighbours helps most: it
does where 35 to 70 percent begin with the right answer (Crouch & Mazur 2001)."""


@dataclass
class Mistake:
    """A named mistake in a class: who made it, and in which exercises."""

    id: str
    students: set[str] = field(default_factory=set)
    exercises: Counter[str] = field(default_factory=Counter)


class Group(StrEnum):
    """What came of an exercise, as an instructor asks."""

    RIGHT = "right"
    MIX_UP = "a known mix-up"
    PARTLY = "partly right"
    NOT_YET = "not yet"
    STOPPED = "stopped"
    NOT_ATTEMPTED = "not attempted"


STOPPED = {Outcome.CRASHED, Outcome.TIMED_OUT, Outcome.OUT_OF_MEMORY, Outcome.NOT_GRADABLE}


def group_of(result: Result) -> Group:
    """The group of a result: whatever explains most of the points that are missing."""
    if result.outcome.earns:
        return Group.RIGHT
    if result.mistakes or result.outcome is Outcome.WRONG_UNIT:
        return Group.MIX_UP
    if any(component.outcome in STOPPED for component in result.components):
        return Group.STOPPED
    if result.outcome in (Outcome.PARTIAL, Outcome.CLOSE):
        return Group.PARTLY
    return Group.NOT_ATTEMPTED if result.outcome is Outcome.NOT_ATTEMPTED else Group.NOT_YET


@dataclass(frozen=True)
class Item:
    """One exercise in a class; ``discrimination`` is NaN where nothing varies.

    ``mistakes`` counts students by named mistake.
    """

    exercise: str
    title: str
    max_points: float
    attempted: int
    difficulty: float
    discrimination: float
    groups: Mapping[Group, int]
    mistakes: Counter[str]


@dataclass(frozen=True)
class Spread:
    """Marks as shares of what could be had, 0 to 1."""

    shares: Sequence[float]

    @property
    def median(self) -> float:
        """The middle mark; NaN for nobody."""
        return median(self.shares) if self.shares else math.nan

    def bins(self, count: int = 10) -> list[int]:
        """How many marks fall into each of ``count`` equal steps; 1 belongs to the last."""
        steps = Counter(min(int(share * count), count - 1) for share in self.shares)
        return [steps[i] for i in range(count)]


def mistakes(results: Class) -> list[Mistake]:
    """Every named mistake that was made, by most students first."""
    found: dict[str, Mistake] = {}
    for student, exercises in results.items():
        for exercise, result in exercises.items():
            for id in result.mistakes:
                mistake = found.setdefault(id, Mistake(id))
                mistake.students.add(student)
                mistake.exercises[exercise] += 1
    return sorted(found.values(), key=lambda m: (-len(m.students), m.id))


def items(results: Class) -> list[Item]:
    """Every exercise, in the order of the notebook."""
    by_exercise: dict[str, dict[str, Result]] = defaultdict(dict)
    for student, exercises in results.items():
        for exercise, result in exercises.items():
            by_exercise[exercise][student] = result
    totals = {student: sum(r.points for r in own.values()) for student, own in results.items()}
    return [_item(exercise, own, totals) for exercise, own in by_exercise.items()]


def _item(exercise: str, own: Mapping[str, Result], totals: Mapping[str, float]) -> Item:
    # a result that could not be judged has no title but the exercise's id
    one = max(own.values(), key=lambda result: result.title != exercise)
    points = [result.points for result in own.values()]
    others = [totals[student] - result.points for student, result in own.items()]
    tried = [r for r in own.values() if r.outcome is not Outcome.NOT_ATTEMPTED]
    return Item(
        exercise=exercise,
        title=one.title,
        max_points=one.max_points,
        attempted=len(tried),
        difficulty=mean(points) / one.max_points if one.max_points else math.nan,
        discrimination=correlation(points, others),
        groups=Counter(map(group_of, own.values())),
        mistakes=Counter(id for result in own.values() for id in result.mistakes),
    )


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float:
    """Pearson's r; NaN where one side does not vary."""
    if len(xs) < 2:
        return math.nan
    dx, dy = [x - mean(xs) for x in xs], [y - mean(ys) for y in ys]
    size = math.sqrt(math.fsum(d * d for d in dx) * math.fsum(d * d for d in dy))
    if size < 1e-12:
        return math.nan
    return math.fsum(a * b for a, b in zip(dx, dy, strict=True)) / size


def advice(mistake: Mistake, students: int) -> str:
    """What to do about a mistake in the next lesson, by how many hold it."""
    share = len(mistake.students) / students if students else 0.0
    if share > RETEACH:
        return "Teach it again from the start: most of the class holds it."
    if share >= DISCUSS:
        return (
            "Put the sentence on the board: true or false? Vote, let neighbours argue for two "
            "minutes, vote again, then show why it fails."
        )
    if len(mistake.students) > 2:
        return "Show why it fails in two minutes at the start; ask for a new example of it."
    return "Answer it in person: the feedback page says why it fails and what to read."
