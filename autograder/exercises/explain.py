"""What explains an answer: a convention, or a belief, and when a belief may be named."""

from __future__ import annotations

import math
from collections.abc import Mapping

from autograder.exercises.bank import Component
from autograder.exercises.key import CaseKey, Expected, PartKey, coarse_digits
from autograder.exercises.seal import Leaf, Seal
from autograder.exercises.ways import plain_name

Given = list[tuple[CaseKey, list[Leaf]]]
"""What was given for one component, case by case."""
Cases = list[tuple[Expected, list[Leaf]]]


def cases_of(given: Given, name: str) -> Cases:
    """What is expected of a component and what was given, case by case."""
    return [(case.expected[name], leaves) for case, leaves in given]


def fits(way: str, seals: Mapping[str, Seal], right: Seal, leaves: list[Leaf]) -> bool:
    """Whether a way of answering gives these leaves in a case.

    Where a way has no seal of its own in a case, it says the same as the right answer.
    """
    return seals.get(way, right).opens(leaves)


def beliefs(part: PartKey, given: Mapping[str, Given]) -> dict[str, str]:
    """The belief that each component shows, where it shows one.

    A belief speaks of the components in which it differs from the right answer in some case. It is
    named only if it explains all of them, in every case; if something it explains is telling, more
    than a sign, a flag, a zero or an empty list; and if nothing else explains them as well.
    """
    spoken: dict[str, set[str]] = {}
    for case in part.cases:
        for name, expected in case.expected.items():
            for belief in expected.mistakes:
                spoken.setdefault(belief, set()).add(name)
    explained = {
        belief: names
        for belief, names in spoken.items()
        if names <= given.keys()
        and _explains(
            belief,
            [(part.components[n], cases_of(given[n], n)) for n in sorted(names)],
            bool(part.measure),
        )
    }
    shown = {}
    for name in given:
        speaking = [belief for belief, names in explained.items() if name in names]
        best = {
            plain_name(b)
            for b in speaking
            if not any(explained[b] < explained[o] for o in speaking)
        }
        if len(best) == 1:
            shown[name] = best.pop()
    return shown


def _explains(belief: str, spoken: list[tuple[Component, Cases]], measured: bool) -> bool:
    """Whether a belief explains all that it speaks of, perhaps rounded to one digit too few.

    What the right answer with one digit too few explains as well shows no belief.
    """
    tried = [(component, *pair) for component, cases in spoken for pair in cases]
    if not any(_is_telling(expected, leaves, measured) for _, expected, leaves in tried):
        return False
    if all(fits(belief, e.mistakes, e.right, leaves) for _, e, leaves in tried):
        return True
    return all(_fits_rounded(belief, *one) for one in tried) and not all(
        is_coarse(expected, leaves, component) for component, expected, leaves in tried
    )


def _fits_rounded(
    belief: str, component: Component, expected: Expected, leaves: list[Leaf]
) -> bool:
    if fits(belief, expected.mistakes, expected.right, leaves):
        return True
    step = 2 * component.tolerance
    if len(leaves) != 1 or not leaves[0] or not step or not _is_rounded(leaves, component):
        return False
    reach = math.ceil(0.5 * 10.0 ** -coarse_digits(component.tolerance) / step)
    return any(
        fits(belief, expected.mistakes, expected.right, [float(leaves[0]) + step * k])
        for k in range(-reach, reach + 1)
    )


def _is_telling(expected: Expected, leaves: list[Leaf], measured: bool) -> bool:
    """Whether what was given is more than a placeholder, a flag, or the right size turned round.

    A flag counts only where a measure of the course made it, from the whole of what was handed in.
    """
    if expected.right.opens(leaves) or expected.right.opens(scaled(leaves, -1)):
        return False
    gaps = len(leaves) > 1 and any(isinstance(x, float) and math.isnan(x) for x in leaves)
    return gaps or any(_says_something(leaf, measured) for leaf in leaves)


def _says_something(leaf: Leaf, measured: bool) -> bool:
    if isinstance(leaf, bool):
        return measured
    if isinstance(leaf, str):
        return bool(leaf)
    return leaf is not None and leaf != 0 and math.isfinite(leaf)


def is_coarse(expected: Expected, leaves: list[Leaf], component: Component) -> bool:
    """Whether rounding to one digit fewer than is asked for explains what was given."""
    if expected.near is None:
        return False
    return _is_rounded(leaves, component) and expected.near.opens(leaves)


def _is_rounded(leaves: list[Leaf], component: Component) -> bool:
    """Whether all numbers are rounded to one digit fewer than is asked for."""
    digits = coarse_digits(component.tolerance)
    finite = [x for x in leaves if isinstance(x, float) and math.isfinite(x)]
    return all(math.isclose(x, round(x, digits), abs_tol=1e-12) for x in finite)


def scaled(leaves: list[Leaf], factor: float) -> list[Leaf]:
    """The leaves with every number multiplied."""
    return [
        leaf * factor if isinstance(leaf, int | float) and not isinstance(leaf, bool) else leaf
        for leaf in leaves
    ]
