"""The therapy and relationships: the reference agrees with other code and with simulated people."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from statsmodels.stats.inter_rater import cohens_kappa

from autograder.exercises import Assignment
from course import stats

ASSIGNMENT = "m05-therapy-and-relationships"
Cases = Callable[[str, str], list[tuple[Any, ...]]]


def test_the_first_public_cases_are_what_the_notebook_loads(
    answers: dict[str, Any], cases: Cases
) -> None:
    loaded = (*answers["with_mdma"], *answers["with_placebo"])
    assert cases("m05-change", "change_effects")[0] == pytest.approx(loaded)
    pilot = {d for d, _ in cases("m05-six", "paired_limits")}
    assert pilot >= set(answers["couples"].estimate) - {3.59}
    trial = answers["trial"]
    sizes, _ = cases("m05-cluster", "shared_setting")[0]
    assert (sum(sizes), len(sizes)) == (trial.n_randomised, trial.n_sites)


def test_the_difference_between_arms_is_the_published_one(answers: dict[str, Any]) -> None:
    first = answers["change_effects"](-24.4, 11.6, 42, -13.9, 11.5, 37)
    assert first["between"] == pytest.approx(-0.91, abs=0.005)
    hedges = stats.hedges_g(-23.7, 11.9572, 52, -14.8, 11.5728, 42)
    second = answers["change_effects"](-23.7, 11.9572, 52, -14.8, 11.5728, 42)
    assert second["between"] * (1 - 3 / (4 * 92 - 1)) == pytest.approx(hedges.estimate)


def test_limits_of_a_paired_effect_are_those_of_the_course(
    answers: dict[str, Any], cases: Cases
) -> None:
    for d, n in cases("m05-six", "paired_limits"):
        ours, theirs = answers["paired_limits"](d, n), stats.paired_d(d, n)
        assert (ours["low"], ours["high"]) == pytest.approx((theirs.ci_low, theirs.ci_high))


def test_couples_are_worth_what_simulated_couples_are_worth(answers: dict[str, Any]) -> None:
    rng = np.random.default_rng(7)
    icc, couples = 0.4, 6
    shared, own = (
        rng.standard_normal((40_000, couples, 1)),
        rng.standard_normal((40_000, couples, 2)),
    )
    partners = icc**0.5 * shared + (1 - icc) ** 0.5 * own
    worth = answers["effective_people"](couples, icc)
    assert 1 / partners.mean(axis=(1, 2)).var() == pytest.approx(worth["average"], rel=0.03)
    gap = partners.mean(axis=1) @ [1, -1]
    assert 4 / gap.var() == pytest.approx(worth["difference"], rel=0.03)


def test_untreated_people_fall_as_simulated_people_do(answers: dict[str, Any]) -> None:
    rng = np.random.default_rng(8)
    first, noise = rng.standard_normal((2, 400_000))
    second = 0.4 * first + np.sqrt(1 - 0.4**2) * noise
    enrolled = 50 + 10 * first >= 62
    fall = 10 * (second - first)[enrolled].mean()
    assert answers["untreated_change"](50, 10, 0.4, 62, -7)["change"] == pytest.approx(
        fall, abs=0.1
    )


def test_kappa_is_that_of_another_library(answers: dict[str, Any], cases: Cases) -> None:
    for a, b in cases("m05-setting", "agreement"):
        codes = sorted({*a, *b})
        table = np.zeros((len(codes), len(codes)))
        for x, y in zip(a, b, strict=True):
            table[codes.index(x), codes.index(y)] += 1
        assert answers["agreement"](a, b)["kappa"] == pytest.approx(cohens_kappa(table).kappa)


def test_the_memo_keeps_its_own_rules(assignment: Assignment) -> None:
    cells = {
        cell["metadata"].get("nbgrader", {}).get("grade_id"): "".join(cell["source"])
        for cell in assignment.notebook["cells"]
    }
    memo = cells["m05-boundary-memo"]
    headings = re.findall(r"^\*\*(\w+)\.\*\*", memo, re.MULTILINE)
    assert headings == ["Facts", "People", "Principles", "Options", "Decision", "Doubt"]
    assert 250 <= len(re.sub(r"###.*", "", memo).split()) <= 400
