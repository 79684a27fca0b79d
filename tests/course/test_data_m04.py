"""The tables that module 4 brings: the men of 1956, and findings on dose."""

from __future__ import annotations

import pandas as pd
import pytest

from course.tables import load

LSD = load("lsd_1956", retracted=True)
FINDINGS = load("dose_findings", retracted=True)
GRADED = LSD[LSD.dose_ug_per_kg.notna()]


def test_eight_men_stand_behind_each_graded_dose_save_those_who_were_spared() -> None:
    people = GRADED.groupby("dose_ug_per_kg").n.agg(["min", "max"])
    assert (people["min"] == people["max"]).all()
    assert people["min"].to_dict() == {0: 8, 0.25: 8, 0.5: 8, 0.75: 8, 1: 7, 1.5: 8, 2: 6}
    assert (GRADED[GRADED.n < 8].note != "").all()


def test_every_graded_row_tells_that_the_paper_contradicts_itself() -> None:
    assert GRADED.known_issue.str.contains("in its text").all()
    assert GRADED.known_issue.str.contains("in its table").all()


def test_grades_stay_on_their_scale() -> None:
    grades = LSD[LSD.measure == "grade of mental effect"]
    assert len(grades) > 0
    assert grades["mean"].between(0, 4).all()


def test_the_pooled_ed95_rests_on_the_people_and_studies_of_both_groups() -> None:
    rows = FINDINGS[FINDINGS.finding.str.startswith("ED95")].set_index("finding_id")
    studies = rows.finding.str.extract(r"\((\d+) studies\)")[0].dropna().astype(int)
    assert rows.n["df_01"] + rows.n["df_02"] == rows.n["df_03"]
    assert studies["df_01"] + studies["df_02"] == studies["df_03"]


def test_printed_percentages_fit_their_counts() -> None:
    counted = FINDINGS[FINDINGS.events.notna()]
    assert len(counted) > 0
    assert (100 * counted.events / counted.n).to_list() == pytest.approx(
        counted.value.to_list(), abs=0.55
    )


def test_what_was_not_read_in_the_paper_says_so() -> None:
    second_hand = FINDINGS[FINDINGS.source_tier == "C"]
    assert set(second_hand.status) <= {"unverified", "doubtful"}
    events: pd.DataFrame = load("adverse_events").query("trial_id == 'robison_2025_mm120'")
    assert set(events.source_tier) == {"C"}
    assert set(events.status) == {"unverified"}
