"""Mutants change one thing, are valid, differ from the source, and cover the usual slips."""

from __future__ import annotations

import ast

import pytest

from autograder.audit.mutants import mutants

SOURCE = '''
import math
def interval(events, n, table):
    """A docstring."""
    rows = table[table["arm"] == "active"]
    share = events / (n - 1)
    half = 1.96 * math.sqrt(share * (1 - share) / n)
    if share > 0.5:
        half += rows["mean"].std(ddof=1)
    return {"low": share - half, "high": share + half}
'''


@pytest.mark.parametrize(
    "changed",
    [
        "share = events * (n - 1)",
        "share = (n - 1) / events",
        "share = events / (n - 2)",
        "share = events / (n + 1)",
        "half = 1.96 * (share * (1 - share) / n)",
        "'high': (share + half) * 100",
        "'high': -(share + half)",
        "{'low': share + half, 'high': share - half}",
        "rows = table\n",
        "def interval(n, events, table)",
        "rows['arm'].std(ddof=1)",
        ".std()",
        ".var(ddof=1)",
        "if share >= 0.5",
        "if share <= 0.5",
        "return 0",
        "if False:",
    ],
)
def test_the_usual_slips_are_made(changed: str) -> None:
    assert any(changed in mutant.source for mutant in mutants(SOURCE))


def test_every_mutant_is_valid_different_and_described() -> None:
    plain = ast.unparse(ast.parse(SOURCE))
    made = mutants(SOURCE)
    assert len({mutant.source for mutant in made}) == len(made) > 40
    for mutant in made:
        ast.parse(mutant.source)
        assert mutant.source != plain
        assert mutant.change and mutant.operator and mutant.line > 0


def test_code_outside_functions_is_left_alone() -> None:
    assert mutants("answer = 1 + 1") == []
