"""The tables of module 8: boxes subtract, rules give the printed ratings, fiction says so."""

import pandas as pd
import pytest

from course.stats import hedges_g
from course.tables import load

FLOW = load("prisma_flow")
RATED = load("trial_characteristics")
DOMAINS = [f"rob_{d}" for d in ("randomisation", "deviations", "missingness", "measurement",
                                "selection")]  # fmt: skip


@pytest.mark.parametrize("review", FLOW.review.unique())
def test_every_box_of_a_flow_diagram_subtracts_save_the_sum_of_the_databases(review: str) -> None:
    rows = FLOW[FLOW.review == review]
    box = rows[rows.kind == "step"].set_index("box").n
    removed = box.duplicates_removed + box.removed_by_automation
    assert box.records_identified - removed == box.records_screened
    assert box.records_screened - box.records_excluded == box.reports_sought
    assert box.reports_sought - box.reports_not_retrieved == box.reports_assessed
    assert box.reports_assessed - box.reports_excluded == box.studies_in_review
    assert box.studies_in_review - box.get("set_aside_from_main_model", 0) == (
        box.studies_in_main_model
    )
    assert rows[rows.kind == "reason"].n.sum() == box.reports_excluded
    extra = rows[rows.kind == "database"].n.sum() - box.records_identified
    assert extra == {"sypres_mdma_ptsd": 2, "sypres_psilocybin_depression": 12}[review]


def test_the_main_models_hold_as_many_trials_as_the_diagrams_say() -> None:
    inputs = load("meta_inputs").query("primary_model")
    for review, rows in FLOW.groupby("review"):
        said = rows.set_index("box").n["studies_in_main_model"]
        assert said == (inputs.analysis == review.removeprefix("sypres_")).sum()


def test_the_overall_rule_gives_every_printed_overall_rating() -> None:
    def overall(row: pd.Series) -> str:
        ratings = set(row[DOMAINS])
        return "High" if "High" in ratings else ratings.pop() if len(ratings) == 1 else (
            "Some concerns"
        )  # fmt: skip

    assert len(RATED) == 20
    assert (RATED.apply(overall, axis=1) == RATED.rob_overall).all()


def test_the_assessor_decides_the_domain_of_measurement_among_the_psilocybin_trials() -> None:
    trials = load("meta_inputs").query("analysis == 'psilocybin_depression'").trial_id
    rated = RATED[RATED.trial_id.isin(trials)]
    by = rated.groupby("outcome_assessor").rob_measurement.unique()
    assert list(by["Self-report"]) == ["Some concerns"]
    assert list(by["Third-party"]) == ["Low"]


def test_rules_that_two_programmes_read_differently_are_marked() -> None:
    rules = load("rob2_rules")
    assert list(rules[rules.status != "ok"].rule_id) == ["rob_19"]
    assert set(load("grade_rules").query("kind == 'level'").name) == {
        "high", "moderate", "low", "very low"
    }  # fmt: skip


def test_the_review_of_the_course_agrees_with_its_model() -> None:
    ours = load("reviews_compared").set_index("review_id").loc["sypres_2026"]
    pooled = load("meta_pooled").set_index("meta_id").loc["sypres_2026_mdma_ptsd"]
    assert (ours.estimate, ours.low, ours.high) == pytest.approx(
        (pooled.estimate, pooled.ci_low, pooled.ci_high), abs=0.0005
    )
    assert ours.n_people == RATED[RATED.trial_id.isin(
        load("meta_inputs").query("primary_model and analysis == 'mdma_ptsd'").trial_id
    )].n_randomised.sum()  # fmt: skip


def test_fictional_trials_say_so() -> None:
    trials = load("fictional_trials")
    assert (trials.source_tier == "F").all()
    assert trials.label.str.startswith("fictional").all()
    columns = ["mean_active", "sd_active", "n_active", "mean_control", "sd_control", "n_control"]
    small = [hedges_g(*row).estimate for row in trials[columns].itertuples(index=False)]
    assert small == pytest.approx([-0.229, -0.036], abs=0.001)
