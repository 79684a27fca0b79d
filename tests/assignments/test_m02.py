"""History as evidence: the notebook's numbers are the bank's, and other code agrees with both."""

from __future__ import annotations

from pathlib import Path
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

FOLDER = Path(__file__).parents[2] / "solutions" / "m02-history-as-evidence"


@pytest.fixture(scope="module")
def assignment() -> Assignment:
    return Assignment.load(FOLDER)


def test_the_first_public_cases_are_what_the_notebook_loads(assignment: Assignment) -> None:
    loaded = assignment.answers
    days, steps, start = _part(assignment, "m02-status", "status_on").public[0]
    assert (days, start) == (loaded["us_days"], "unscheduled")
    pd.testing.assert_frame_equal(steps, loaded["mdma_us"].reset_index(drop=True))
    days, steps, _ = _part(assignment, "m02-status", "status_on").public[1]
    assert days == loaded["fda_days"]
    pd.testing.assert_frame_equal(steps, loaded["fda"].reset_index(drop=True))
    years = loaded["years"]
    counts = [loaded["papers"][s].tolist() for s in ("all_databases", "annual_production")]
    rows = loaded["rows"]
    expected = {
        ("m02-small-trials", "chance_to_see"): (loaded["arms"], 0.38, 0.59),
        ("m02-pool-six", "pool_tables"): (loaded["tables"],),
        ("m02-odds-to-people", "people_from_odds"): (
            loaded["odds_ratio"], loaded["limits"], loaded["crude"],
        ),
        ("m02-durability", "durability"): (loaded["visit"]("Week 3"), loaded["visit"]("Week 12")),
        ("m02-denominators", "survey"): (loaded["groups"], 25000, 62, 44, 9),
        ("m02-growth", "growth"): (years, counts[0], loaded["complete"]),
        ("m02-cite", "cite_as"): (list(rows.source_tier), list(rows.status)),
    }  # fmt: skip
    for (exercise, function), case in expected.items():
        assert _part(assignment, exercise, function).public[0] == case, exercise
    assert _part(assignment, "m02-growth", "growth").public[1][1] == counts[1]


def test_pooled_ratios_agree_with_other_code(assignment: Assignment) -> None:
    for (tables,) in _cases(assignment, "m02-pool-six", "pool_tables"):
        ours = assignment.answers["pool_tables"](tables)
        layers = [np.array([[a, n - a], [b, m - b]]) for a, n, b, m in tables]
        theirs = StratifiedTable(layers)
        assert ours["common"] == pytest.approx(theirs.oddsratio_pooled)
        assert ours["risk_ratio"] == pytest.approx(theirs.riskratio_pooled)


def test_chances_agree_with_simulated_trials_and_with_other_code(assignment: Assignment) -> None:
    answers, part = assignment.answers, _part(assignment, "m02-small-trials", "chance_to_see")
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


def test_people_from_odds_keep_the_odds_ratio(assignment: Assignment) -> None:
    for ratio, _, crude in _cases(assignment, "m02-odds-to-people", "people_from_odds"):
        risk = assignment.answers["people_from_odds"](ratio, (1, 1), crude)["risk"]
        table = [[risk, 1 - risk], [crude[1], 1 - crude[1]]]
        assert stats.contingency.odds_ratio(
            np.rint(1e6 * np.array(table)).astype(int), kind="sample"
        ).statistic == pytest.approx(ratio, rel=1e-4)


def test_intervals_of_the_late_lead_agree_with_other_code(assignment: Assignment) -> None:
    rng = np.random.default_rng(3)
    for early, late in _cases(assignment, "m02-durability", "durability"):
        groups = []
        for mean, sd, n in (late[:3], late[3:]):
            people = rng.normal(size=int(n))
            groups.append(DescrStatsW(mean + sd * (people - people.mean()) / people.std(ddof=1)))
        theirs = CompareMeans(*groups).zconfint_diff(usevar="unequal")
        ours = assignment.answers["durability"](early, late)["late_interval"]
        assert ours == pytest.approx(theirs, abs=1e-3)


def test_growth_leads_from_the_first_count_to_the_last(assignment: Assignment) -> None:
    for years, counts, complete in _cases(assignment, "m02-growth", "growth"):
        ours = assignment.answers["growth"](years, counts, complete)
        kept = [(y, c) for y, c, whole in zip(years, counts, complete, strict=True) if whole]
        steps = kept[-1][0] - kept[0][0]
        assert kept[0][1] * (1 + ours["yearly"]) ** steps == pytest.approx(kept[-1][1])
        assert (1 + ours["yearly"]) ** ours["doubling"] == pytest.approx(2)


def test_the_tipping_point_brings_the_survey_to_the_other_rate(assignment: Assignment) -> None:
    for groups, sessions, asked, replied, other in _cases(assignment, "m02-denominators", "survey"):
        ours = assignment.answers["survey"](groups, sessions, asked, replied, other)
        rate = ours["per_1000_people"]
        silent = (asked - replied) * ours["tipping"] * rate
        assert (replied * rate + silent) / asked == pytest.approx(other)


def _part(assignment: Assignment, exercise: str, function: str) -> Any:
    return assignment.bank.exercises[exercise].parts[function]


def _cases(assignment: Assignment, exercise: str, function: str) -> list[tuple[Any, ...]]:
    part = _part(assignment, exercise, function)
    return [*part.public, *part.hidden]
