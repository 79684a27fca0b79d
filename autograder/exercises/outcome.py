"""What a check found: one result schema, rendered by cards, pages, reports and JSON alike."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """How a component, or a whole exercise, came out."""

    NOT_ATTEMPTED = "not-attempted"
    CRASHED = "crashed"
    WRONG_SHAPE = "wrong-shape"
    WRONG_UNIT = "wrong-unit"
    MISTAKE = "mistake"
    CLOSE = "close"
    WRONG = "wrong"
    RIGHT = "right"
    ALTERNATIVE = "alternative"
    PARTIAL = "partial"
    TIMED_OUT = "timed-out"
    OUT_OF_MEMORY = "out-of-memory"
    NOT_GRADABLE = "not-gradable"

    @property
    def earns(self) -> bool:
        """Whether a component with this outcome gets its points."""
        return self in (Outcome.RIGHT, Outcome.ALTERNATIVE)


@dataclass(frozen=True)
class ComponentResult:
    """One component of an exercise: a returned number, a column, a choice.

    ``mistake`` is the id of a misconception when ``outcome`` is MISTAKE, else empty.
    """

    name: str
    outcome: Outcome
    points: float
    max_points: float
    message: str = ""
    mistake: str = ""


@dataclass(frozen=True)
class Result:
    """One exercise: points between 0 and max_points, and what led to them."""

    exercise: str
    title: str
    components: tuple[ComponentResult, ...] = field(default_factory=tuple)

    @property
    def points(self) -> float:
        """Points earned, always finite and within 0..max_points."""
        return min(max(math.fsum(c.points for c in self.components), 0.0), self.max_points)

    @property
    def max_points(self) -> float:
        """Points that can be earned."""
        return math.fsum(c.max_points for c in self.components)

    @property
    def share(self) -> float:
        """Points earned of those that can be, 0 to 1; an exercise without points is 0."""
        return self.points / self.max_points if self.max_points else 0.0

    @property
    def mistakes(self) -> tuple[str, ...]:
        """Ids of the named mistakes, each once, in the order found."""
        return tuple(dict.fromkeys(c.mistake for c in self.components if c.mistake))

    @property
    def outcome(self) -> Outcome:
        """The exercise as a whole: the shared outcome of its components, or the telling one."""
        found = {c.outcome for c in self.components}
        if found == {Outcome.RIGHT}:
            return Outcome.RIGHT
        if found and all(outcome.earns for outcome in found):
            return Outcome.ALTERNATIVE
        if any(outcome.earns for outcome in found):
            return Outcome.PARTIAL
        return next((outcome for outcome in _TELLING_ORDER if outcome in found), Outcome.WRONG)

    def to_json(self) -> dict[str, Any]:
        """A JSON-able record that ``from_json`` reads back; sums and the outcome are included."""
        return asdict(self) | {
            "outcome": str(self.outcome),
            "points": self.points,
            "max_points": self.max_points,
        }

    @classmethod
    def from_json(cls, record: dict[str, Any]) -> Result:
        """Read back a record; raises ValueError when it is not one, or holds impossible points."""
        try:
            components = tuple(_component(c) for c in record["components"])
            return cls(str(record["exercise"]), str(record["title"]), components)
        except (KeyError, TypeError) as error:
            raise ValueError(f"This is not a result record: {error!r}") from None


_TELLING_ORDER = (
    Outcome.NOT_GRADABLE,
    Outcome.OUT_OF_MEMORY,
    Outcome.TIMED_OUT,
    Outcome.CRASHED,
    Outcome.MISTAKE,
    Outcome.WRONG_UNIT,
    Outcome.WRONG_SHAPE,
    Outcome.CLOSE,
    Outcome.WRONG,
    Outcome.NOT_ATTEMPTED,
)


def _component(record: dict[str, Any]) -> ComponentResult:
    points, most = float(record["points"]), float(record["max_points"])
    if not (math.isfinite(points) and math.isfinite(most) and 0 <= points <= most):
        raise ValueError(f"Points must lie in 0..{most}; this record says {points}.")
    return ComponentResult(
        name=str(record["name"]),
        outcome=Outcome(record["outcome"]),
        points=points,
        max_points=most,
        message=str(record["message"]),
        mistake=str(record["mistake"]),
    )


def total(results: Iterable[Result]) -> tuple[float, float]:
    """Points earned and points possible over several exercises."""
    results = list(results)
    return math.fsum(r.points for r in results), math.fsum(r.max_points for r in results)
