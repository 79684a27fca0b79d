"""What an author should look at: not wrong by itself, but how fair answers come to be misjudged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations, pairwise
from random import Random
from typing import Any

import numpy as np
import pandas as pd

from autograder.audit.equivalence import answer_text, rearranged
from autograder.exercises import Assignment, Component, Exercise, judge
from autograder.exercises.bank import ONLY, Part, WrongAnswer
from autograder.exercises.key import coarse_digits, make_key
from autograder.exercises.plain import encode, from_plain, to_plain
from autograder.exercises.ways import Answered, alike, answered, plain_name

Case = tuple[Any, ...]
FEWEST = 3


def advice(assignment: Assignment, exercise: Exercise) -> Iterator[str]:
    """Every finding on the cases and beliefs of one exercise, each in one sentence."""
    for part in exercise.parts.values():
        reference = assignment.answers[part.name]
        found = [
            *coinciding([answered(part, reference, args, True, part.name) for args in part.public]),
            *typed_signs(part),
        ]
        if part.is_function:
            found += [
                *changed_arguments(part, reference),
                *other_forms(part.public, part.hidden),
                *never_mixed(reference, [*part.public, *part.hidden]),
                *never_empty(reference, [*part.public, *part.hidden]),
                *too_few(part.public),
            ]
        yield from (f"{part.name}: {finding}" for finding in found)
    yield from dict.fromkeys(only_exact(exercise, assignment.answers))


def coinciding(cases: Sequence[Answered]) -> Iterator[str]:
    """Two beliefs that give the same answer wherever a notebook shows one: neither can be named."""
    said = {
        belief: [list(case.beliefs[belief].values()) for case in cases]
        for belief in cases[0].beliefs
        if not cases[0].starts[belief]
    }
    for a, b in combinations(said, 2):
        if plain_name(a) != plain_name(b) and _same(said[a], said[b]):
            yield f"the mistakes {a} and {b} coincide on all public data."


def only_exact(exercise: Exercise, answers: Mapping[str, Any]) -> Iterator[str]:
    """Beliefs that go unnamed where their numbers are rounded to one digit too few."""
    key = make_key(exercise, answers, hidden=True)
    for part in exercise.parts.values():
        if not part.is_function or part.measure:
            continue
        for name, wrong in part.mistakes:
            coarse = partial(_coarse, part, answers[part.name], wrong)
            given = [coarse if p is part else answers[p.name] for p in exercise.parts.values()]
            if name not in judge(key, given).mistakes:
                yield f"{part.name}: the mistake {name} is recognised only at the last digit."


def _coarse(part: Part, reference: Callable[..., Any], wrong: WrongAnswer, *args: Any) -> Any:
    """A wrong answer with its numbers rounded to one digit too few, where they are not right."""
    right = from_plain(to_plain(reference(*args)))
    answer = from_plain(to_plain(wrong(reference(*args), *args)))

    def rounded(wrong: Any, right: Any, component: Component) -> Any:
        if component.kind != "number" or alike([wrong], [right], component.tolerance):
            return wrong
        digits = coarse_digits(component.tolerance) if component.tolerance else 18
        return round(float(wrong), digits)

    if list(part.components) == [ONLY]:
        return rounded(answer, right, part.components[ONLY])
    return {name: rounded(answer[name], right[name], c) for name, c in part.components.items()}


def _same(a: list[Any], b: list[Any]) -> bool:
    return all(alike(x, y) for u, v in zip(a, b, strict=True) for x, y in zip(u, v, strict=True))


def typed_signs(part: Part) -> Iterator[str]:
    """True and False that a learner could type as well as earn."""
    if not part.is_function and not part.measure and _kinds(part) == {"flag"}:
        yield "its flags can be typed in: let a measure of the course make them."


def _kinds(part: Part) -> set[str]:
    return {component.kind for component in part.components.values()}


def changed_arguments(part: Part, reference: Callable[..., Any]) -> Iterator[str]:
    """A function that changes what it is given: a second call, or a plot below, sees other data."""
    ways = [("the reference", reference)] + [
        (f"{name!r}", lambda *args, way=way: way(reference(*_fresh(args)), *args))
        for name, way in [*part.alternatives, *part.mistakes]
    ]
    for name, way in ways:
        args = _fresh(part.public[0])
        before = encode(to_plain(list(args)))
        way(*args)
        if encode(to_plain(list(args))) != before:
            yield f"{name} changes its argument."


def _fresh(args: Case) -> Case:
    return tuple(from_plain(to_plain(list(args))))


def other_forms(public: Sequence[Case], hidden: Sequence[Case]) -> Iterator[str]:
    """Hidden arguments of a form that no public case has: whoever is right here may crash there."""
    shown, unseen = map(list, (map(_fresh, public), map(_fresh, hidden)))
    for position in range(min(map(len, [*public, *hidden]))):
        known = {form for case in shown for form in forms(case[position])}
        other = {form for case in unseen for form in forms(case[position])} - known
        for form in sorted(other):
            yield f"in hidden data only, argument {position + 1} has {form}."


def forms(value: Any, where: str = "") -> Iterator[str]:
    """What a value is made of, in words: containers, types, columns, kinds of index."""
    kind = type(value).__name__
    if isinstance(value, pd.DataFrame):
        yield f"{where}a table with rows named {_labels(value.index)}"
        for name in value:
            yield from forms(value[name].tolist(), f"{where}column {name}: ")
    elif isinstance(value, pd.Series):
        yield f"{where}a Series with {_labels(value.index)}"
        yield from forms(value.tolist(), where)
    elif isinstance(value, dict):
        for item in value.values():
            yield from forms(item, f"{where}dictionary of ")
    elif isinstance(value, list | tuple | set | np.ndarray):
        yield f"{where}a {kind}"
        for item in value.tolist() if isinstance(value, np.ndarray) else value:
            yield from forms(item, f"{where}{kind} of ")
    elif isinstance(value, str):
        yield f"{where}{'a number written as text' if _NUMERAL.fullmatch(value) else 'a text'}"
    elif value is None or value != value:
        yield f"{where}a gap"
    else:
        yield f"{where}{'a whole number' if isinstance(value, int) else 'a ' + kind}"


_NUMERAL = re.compile(r"\s*[-+]?[\d.,]*\d[\d.,]*\s*%?")


def _labels(index: pd.Index) -> str:
    return "0, 1, 2, …" if list(index) == list(range(len(index))) else "otherwise"


def never_mixed(reference: Callable[..., Any], cases: Sequence[Case]) -> Iterator[str]:
    """Rows whose order is nothing to the answer, yet in every case alike ones stand together.

    Then a programme that counts runs, or takes the first and the last, passes for one that counts.
    """
    if not any(_order_is_nothing(reference, case) for case in cases):
        return
    for position in range(min(map(len, cases))):
        columns: dict[str, list[list[Any]]] = {}
        for case in cases:
            for name, values in _columns(case[position]):
                columns.setdefault(name, []).append(values)
        for name, seen in columns.items():
            repeated = [values for values in seen if 1 < len(set(values)) < len(values)]
            if repeated and all(_in_runs(values) for values in repeated):
                yield f"equal values of {name or f'argument {position + 1}'} never stand apart."


def _columns(value: Any) -> Iterator[tuple[str, list[Any]]]:
    if isinstance(value, pd.DataFrame):
        for name in value:
            if not pd.api.types.is_numeric_dtype(value[name]):
                yield f"column {name}", list(map(str, value[name]))
    elif isinstance(value, list) and all(isinstance(item, str) for item in value):
        yield "", value


def _in_runs(values: list[Any]) -> bool:
    runs = 1 + sum(bool(a != b) for a, b in pairwise(values))
    return runs == len(set(values))


def _order_is_nothing(reference: Callable[..., Any], case: Case) -> bool:
    other = rearranged(case, Random(1))
    if other is None:
        return False
    return answer_text(reference, other) == answer_text(reference, case) is not None


def never_empty(reference: Callable[..., Any], cases: Sequence[Case]) -> Iterator[str]:
    """A function that is told to expect nothing, and never meets it."""
    told = re.search(r"\b(empty|no rows?|nobody)\b", reference.__doc__ or "")
    if told and not any(len(x) == 0 for case in cases for x in case if hasattr(x, "__len__")):
        yield f"its description speaks of {told.group()!r}, but no case is empty."


def too_few(public: Sequence[Case]) -> Iterator[str]:
    """A learner without a teacher meets public cases only."""
    if len(public) < FEWEST:
        yield f"the notebook tries {len(public)} cases only: give {FEWEST} that differ in kind."
