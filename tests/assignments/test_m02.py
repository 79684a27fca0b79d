"""History as evidence: the notebook's numbers are the bank's, and other code agrees with both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import proportion_effectsize
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from autograder.exercises import Assignment

ASSIGNMENT = "m02-history-as-evidence"
Cases = Callable[[str, str], list[tuple[Any, ...]]]


def test_the_first_public_cases_are_what_the_notebook_loads(
    answers: dict[str, Any], cases: Cases
) -> None:
    days, steps, start = cases("m02-status", "status_on")[0]
    assert (days, start) == (answers["us_days"], "unscheduled")
    pd.testing.assert_frame_equal(steps, answers["mdma_us"].reset_index(drop=True))
    days, steps, _ = cases("m02-status", "status_on")[1]
    assert days == answers["fda_days"]
    pd.testing.assert_frame_equal(steps, answers["fda"].reset_index(drop=True))
    years = answers["years"]
    counts = [answers["papers"][s].tolist() for s in ("all_databases", "annual_production")]
    rows = answers["rows"]
    expected = {
        ("m02-small-trials", "chance_to_see"): (answers["arms"], 0.38, 0.59),
        ("m02-pool-six", "pool_tables"): (answers["tables"],),
        ("m02-odds-to-people", "people_from_odds"): (
            answers["odds_ratio"], answers["limits"], answers["crude"],
        ),
        ("m02-durability", "durability"): (answers["visit"]("Week 3"), answers["visit"]("Week 12")),
        ("m02-denominators", "survey"): (answers["groups"], 25000, 62, 44, 9),
        ("m02-growth", "growth"): (years, counts[0], answers["complete"]),
        ("m02-cite", "cite_as"): (list(rows.source_tier), list(rows.status)),
    }  # fmt: skip
    for (exercise, function), case in expected.items():
        assert cases(exercise, function)[0] == case, exercise
    assert cases("m02-growth", "growth")[1][1] == counts[1]


def test_pooled_ratios_agree_with_other_code(answers: dict[str, Any], cases: Cases) -> None:
    for (tables,) in cases("m02-pool-six", "pool_tables"):
        ours = answers["pool_tables"](tables)
        layers = [np.array([[a, n - a], [b, m - b]]) for a, n, b, m in tables]
        theirs = StratifiedTable(layers)
        assert ours["common"] == pytest.approx(theirs.oddsratio_pooled)
        assert ours["risk_ratio"] == pytest.approx(theirs.riskratio_pooled)


def test_chances_agree_with_simulated_trials_and_with_other_code(
    assignment: Assignment, answers: dict[str, Any]
) -> None:
    part = assignment.bank.exercises["m02-small-trials"].parts["chance_to_see"]
    rng = np.random.default_rng(2012)
    (a, b), p, q = (56, 37), 0.59, 0.38
    x, y = rng.binomial(a, p, 40_000) / a, rng.binomial(b, q, 40_000) / b
    found = abs(x - y) > 1.96 * np.sqrt(x * (1 - x) / a + y * (1 - y) / b)
    assert answers["chance_to_see"]([(a, b)], q, p)["power"][0] == pytest.approx(
        found.mean(), abs=0.03
    )
    arcsine = next(f for name, f in part.alternatives if name.startswith("arcsine"))
    for arms, control, active in part.public:
        for (a, b), ours in zip(arms, arcsine(None, arms, control, active)["power"], strict=True):
            size = abs(proportion_effectsize(active, control))
            theirs = NormalIndPower().power(size, a, 0.05, ratio=b / a, alternative="larger")
            both = NormalIndPower().power(size, a, 0.05, ratio=b / a)
            assert ours == pytest.approx(both, abs=0.006)
            assert theirs > ours  # the one-sided test is the named mistake


def test_people_from_odds_keep_the_odds_ratio(answers: dict[str, Any], cases: Cases) -> None:
    for ratio, _, crude in cases("m02-odds-to-people", "people_from_odds"):
        risk = answers["people_from_odds"](ratio, (1, 1), crude)["risk"]
        table = [[risk, 1 - risk], [crude[1], 1 - crude[1]]]
        assert stats.contingency.odds_ratio(
            np.rint(1e6 * np.array(table)).astype(int), kind="sample"
        ).statistic == pytest.approx(ratio, rel=1e-4)


def test_intervals_of_the_late_lead_agree_with_other_code(
    answers: dict[str, Any], cases: Cases
) -> None:
    rng = np.random.default_rng(3)
    for early, late in cases("m02-durability", "durability"):
        groups = []
        for mean, sd, n in (late[:3], late[3:]):
            people = rng.normal(size=int(n))
            groups.append(DescrStatsW(mean + sd * (people - people.mean()) / people.std(ddof=1)))
        theirs = CompareMeans(*groups).zconfint_diff(usevar="unequal")
        ours = answers["durability"](early, late)["late_interval"]
        assert ours == pytest.approx(theirs, abs=1e-3)


def test_growth_leads_from_the_first_count_to_the_last(
    answers: dict[str, Any], cases: Cases
) -> None:
    for years, counts, complete in cases("m02-growth", "growth"):
        ours = answers["growth"](years, counts, complete)
        kept = [(y, c) for y, c, whole in zip(years, counts, complete, strict=True) if whole]
        steps = kept[-1][0] - kept[0][0]
        assert kept[0][1] * (1 + ours["yearly"]) ** steps == pytest.approx(kept[-1][1])
        assert (1 + ours["yearly"]) ** ours["doubling"] == pytest.approx(2)


def test_the_tipping_point_brings_the_survey_to_the_other_rate(
    answers: dict[str, Any], cases: Cases
) -> None:
    for groups, sessions, asked, replied, other in cases("m02-denominators", "survey"):
        ours = answers["survey"](groups, sessions, asked, replied, other)
        rate = ours["per_1000_people"]
        silent = (asked - replied) * ours["tipping"] * rate
        assert (replied * rate + silent) / asked == pytest.approx(other)
