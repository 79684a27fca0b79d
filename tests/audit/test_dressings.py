"""Dressings change the clothes, never the answer."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from autograder.audit.dressings import dressed
from autograder.exercises import Component, flag, number, numbers, text, texts
from autograder.exercises.bank import ONLY
from autograder.exercises.plain import to_plain
from autograder.exercises.reading import read_leaves

RECORD: tuple[Any, dict[str, Component]] = (
    {"share": 0.1731, "n": 52.0},
    {"share": number(0.0005), "n": number(0.5)},
)
TABLE: tuple[Any, dict[str, Component]] = (
    {"time": [1.0, 2.0], "arm": ["A", "b"]},
    {"time": numbers(0.05), "arm": texts()},
)


@pytest.mark.parametrize(
    ("right", "components"),
    [RECORD, TABLE, ("B", {ONLY: text()}), (True, {ONLY: flag()}), (1.5, {ONLY: number(0.05)})],
)
def test_a_dressed_answer_reads_as_the_same_answer(
    right: Any, components: dict[str, Component]
) -> None:
    types = set()
    for seed in range(100):
        answer = dressed(right, components, Random(seed))
        types.add(type(answer))
        for name, component in components.items():
            expected = read_leaves(to_plain(right), name, component)
            given = read_leaves(to_plain(answer), name, component)
            if component.tolerance:
                assert given == pytest.approx(expected, abs=component.tolerance)
            else:
                assert given == expected
    assert len(types) > 1
