"""The tables that module 6 brings: simulated people, guesses, controls and six scales."""

from __future__ import annotations

import pytest
from scipy import stats

from course.tables import load

PEOPLE = load("estimand_people")
SIX = load("psilodep2_week6")
CONTROLS = load("control_types")
INPUTS = load("meta_inputs")
MASKING = load("masking_surveys").set_index("fact_id").number


def test_simulated_scores_say_so_in_their_names() -> None:
    scores = {column for column in PEOPLE if "week" in column or "baseline" in column}
    assert scores == {"simulated_baseline", "simulated_week_12", "simulated_week_18"}
    assert PEOPLE.known_issue.str.startswith("Simulated").all()
    assert PEOPLE.arm.value_counts().to_dict() == {"drug": 8, "placebo": 8}


def test_an_event_has_a_time_and_no_event_has_none() -> None:
    assert ((PEOPLE.event == "") == (PEOPLE.event_time == "")).all()
    assert PEOPLE.event.value_counts()["other treatment"] == 3
    assert PEOPLE.event.value_counts()["left"] == 2


def test_the_t_tests_of_the_six_scales_follow_from_their_summaries() -> None:
    for row in SIX.itertuples():
        a = row.mean_change_psilocybin, row.sd_change_psilocybin, row.n_psilocybin
        b = row.mean_change_escitalopram, row.sd_change_escitalopram, row.n_escitalopram
        assert row.difference == pytest.approx(a[0] - b[0], abs=2e-4), row.scale
        p = stats.ttest_ind_from_stats(*a, *b).pvalue
        assert row.p_t_test == pytest.approx(p, rel=0.002), row.scale


def test_one_scale_was_declared_and_it_alone_is_above_0_05() -> None:
    assert SIX[SIX.role == "primary"].scale.tolist() == ["QIDS-SR-16"]
    assert (SIX.p_t_test > 0.05).tolist() == (SIX.role == "primary").tolist()
    assert SIX[SIX.better == "higher"].scale.tolist() == ["WEMWBS"]


def test_every_trial_of_the_main_models_has_one_kind_of_control() -> None:
    for analysis, rows in CONTROLS.groupby("analysis"):
        assert rows.trial_id.is_unique
        used = INPUTS[(INPUTS.analysis == analysis) & INPUTS.primary_model]
        assert set(rows[rows.in_main_model].trial_id) == set(used.trial_id)
    assert CONTROLS.known_issue.str.contains("ours").all()


def test_the_kinds_of_drug_control_add_up() -> None:
    assert MASKING[[f"masking_0{i}" for i in (4, 5, 6, 7)]].sum() == MASKING["masking_03"]
    assert MASKING["masking_10"] <= MASKING["masking_09"] <= MASKING["masking_08"]


def test_each_arm_of_the_guesses_is_split_in_full() -> None:
    strata = load("guess_strata")
    split = strata.groupby(["scale", "received"]).guessed.apply(set)
    assert all(guesses == {"microdose", "placebo"} for guesses in split)
    assert (strata.n_people <= strata.n_records).all()
