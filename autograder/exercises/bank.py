"""The bank: what an instructor writes beside a solution so that its exercises can explain.

A bank file builds one ``Bank`` and adds exercises to it::

    bank = Bank("m07-one-trial")
    nnt = bank.exercise("m07-nnt", title="People, not ratios", lesson="m07-one-trial/1-...#...",
                        hints=["...", "..."], minutes=12, level=1, skill="...", bloom="apply",
                        objective="...")
    measures = nnt.function(
        "risk_measures",
        returns={"risk_difference": number(0.0005, unit="proportion"), "nnt": number(0.05)},
        public=[(45, 52, 29, 42)],
        hidden=[(24, 90, 39, 86), (5, 50, 4, 51)],
    )

    @measures.mistake("nnt-from-rr")
    def _(right, events_a, n_a, events_b, n_b):
        return right | {"nnt": 1 / ((events_a / n_a) / (events_b / n_b) - 1)}

    nnt.choice("meaning", options="abcd", mistakes={"a": "or-as-rr"})

Right answers are never written here: they come from running the reference solution. A mistake is
the whole answer a learner with that belief would give, made from the right answer and the case's
arguments; whatever differs from the right answer is what the belief explains.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from autograder.errors import UserError

Kind = Literal["number", "numbers", "text", "texts", "flag"]
WrongAnswer = Callable[..., Any]
ONLY = "answer"
"""Name of the component of an answer that is one thing, not a record of several."""


class BankError(UserError):
    """A bank, or the solution beside it, cannot make a key; the message says where and why."""


@dataclass(frozen=True)
class Component:
    """One thing that is judged: a number, a column of numbers, a text, several texts, a flag.

    ``tolerance`` is absolute, in the unit of the answer. ``unit`` is shown to the learner;
    "proportion" and "percent" let the judge recognise one given for the other.
    """

    kind: Kind
    tolerance: float = 0.0
    unit: str = ""
    points: float = 1.0
    label: str = ""


def number(tolerance: float, *, unit: str = "", points: float = 1.0, label: str = "") -> Component:
    """One number, right within an absolute ``tolerance``."""
    return Component("number", tolerance, unit, points, label)


def numbers(tolerance: float, *, unit: str = "", points: float = 1.0, label: str = "") -> Component:
    """A list, array or table column of numbers, each within ``tolerance``, order kept."""
    return Component("numbers", tolerance, unit, points, label)


def text(*, points: float = 1.0, label: str = "") -> Component:
    """One text, compared without regard to case and outer spaces."""
    return Component("text", 0.0, "", points, label)


def texts(*, points: float = 1.0, label: str = "") -> Component:
    """A list or table column of texts, order kept, compared as ``text`` is."""
    return Component("texts", 0.0, "", points, label)


def flag(*, points: float = 1.0, label: str = "") -> Component:
    """True or False."""
    return Component("flag", 0.0, "", points, label)


@dataclass
class Part:
    """One answer of an exercise: the name it has in the notebook and how it is judged.

    ``public`` and ``hidden`` are argument tuples for a function; a plain value has one public
    case without arguments. ``measure`` names the function of the course, as in
    "course.writing:structure", that makes what is judged from what is handed in.
    """

    name: str
    components: Mapping[str, Component]
    is_function: bool
    public: Sequence[tuple[Any, ...]]
    hidden: Sequence[tuple[Any, ...]] = ()
    options: tuple[str, ...] = ()
    measure: str = ""
    mistakes: list[tuple[str, WrongAnswer]] = field(default_factory=list)
    alternatives: list[tuple[str, WrongAnswer]] = field(default_factory=list)

    def mistake(self, misconception: str) -> Callable[[WrongAnswer], WrongAnswer]:
        """Register ``wrong(right, *args)`` as what a holder of this misconception answers."""

        def register(wrong: WrongAnswer) -> WrongAnswer:
            self.mistakes.append((misconception, wrong))
            return wrong

        return register

    def alternative(self, convention: str) -> Callable[[WrongAnswer], WrongAnswer]:
        """Register ``other(right, *args)`` as another right answer, under a named convention."""

        def register(other: WrongAnswer) -> WrongAnswer:
            self.alternatives.append((convention, other))
            return other

        return register


Returns = Component | Mapping[str, Component]


@dataclass
class Exercise:
    """One exercise; ``id`` is used everywhere: cell, key, gradebook, address."""

    id: str
    title: str
    lesson: str
    hints: Sequence[str]
    minutes: int
    level: Literal[1, 2, 3]
    skill: str
    bloom: str
    objective: str
    parts: dict[str, Part] = field(default_factory=dict)

    @property
    def points(self) -> float:
        """Points that can be earned: the sum over all components of all parts."""
        return sum(c.points for part in self.parts.values() for c in part.components.values())

    @property
    def misconceptions(self) -> list[str]:
        """Ids of the misconceptions that the exercise recognises, each once."""
        ids = (name for part in self.parts.values() for name, _ in part.mistakes)
        return list(dict.fromkeys(ids))

    def function(
        self,
        name: str,
        *,
        returns: Returns,
        public: Sequence[tuple[Any, ...]],
        hidden: Sequence[tuple[Any, ...]],
        measure: str = "",
    ) -> Part:
        """Ask for a function; it is called on the public cases, and when grading on the hidden.

        A ``measure`` is given what it returned and the arguments; see ``value``.
        """
        if not public or not hidden:
            raise BankError(f"{self.id}: {name} needs at least one public and one hidden case.")
        return self._add(Part(name, _components(returns), True, public, hidden, measure=measure))

    def value(self, name: str, *, returns: Returns, measure: str = "") -> Part:
        """Ask for a value made from the data at hand.

        With a ``measure`` the learner hands in a text or a record, and ``returns`` describes what
        the measure says of it; mistakes and alternatives are then made from what is handed in.
        """
        return self._add(Part(name, _components(returns), False, [()], measure=measure))

    def choice(
        self, name: str, *, options: Iterable[str], mistakes: Mapping[str, str], points: float = 1.0
    ) -> Part:
        """Ask for one of several options; ``mistakes`` maps wrong options to misconceptions."""
        part = Part(name, {ONLY: text(points=points)}, False, [()], options=tuple(options))
        for option, misconception in mistakes.items():
            if option not in part.options:
                raise BankError(f"{self.id}: {name} has no option {option!r}.")
            part.mistake(misconception)(_constant(option))
        return self._add(part)

    def _add(self, part: Part) -> Part:
        if part.name in self.parts:
            raise BankError(f"{self.id}: the part {part.name} is there twice.")
        self.parts[part.name] = part
        return part


def _components(returns: Returns) -> Mapping[str, Component]:
    return {ONLY: returns} if isinstance(returns, Component) else dict(returns)


def _constant(option: str) -> WrongAnswer:
    return lambda right: option


@dataclass
class Bank:
    """The exercises of one assignment, in the order of the notebook."""

    assignment: str
    exercises: dict[str, Exercise] = field(default_factory=dict)

    def exercise(
        self,
        id: str,
        *,
        title: str,
        lesson: str,
        hints: Sequence[str],
        minutes: int,
        level: Literal[1, 2, 3],
        skill: str,
        bloom: str,
        objective: str,
    ) -> Exercise:
        """Add an exercise."""
        if id in self.exercises:
            raise BankError(f"The exercise {id} is there twice.")
        self.exercises[id] = Exercise(
            id, title, lesson, list(hints), minutes, level, skill, bloom, objective
        )
        return self.exercises[id]
