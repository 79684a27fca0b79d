"""The tables of module 2: days follow each other, denominators agree, gaps stay gaps."""

from datetime import date

import pytest

from course.tables import load

STEPS = load("legal_steps")
TRIALS = load("first_wave")
SURVEYS = load("harm_surveys")
DOCUMENTS = load("documents")


def test_only_a_binding_step_has_a_day_in_force() -> None:
    binding = STEPS.force == "binding"
    assert (STEPS.in_force != "").equals(binding)
    assert (STEPS.gives[binding] != "").all()


def test_a_rule_is_announced_before_it_is_in_force_save_one_letter() -> None:
    """The letter of 2024 is dated a day before it became known."""
    binding = STEPS[STEPS.force == "binding"].set_index("step_id")
    early = binding[binding.announced > binding.in_force]
    assert list(early.index) == ["step_10"]
    wait = [date.fromisoformat(b) - date.fromisoformat(a)
            for a, b in zip(binding.announced, binding.in_force, strict=True)]  # fmt: skip
    assert [gap.days for gap in wait] == [31, 30, 30, -1]


def test_the_steps_agree_with_the_older_table() -> None:
    history = load("history").set_index("history_id")
    assert history.date["history_031"] == STEPS.announced[1]
    assert history.date["history_034"] == STEPS.in_force[3]
    assert history.date["history_037"] == STEPS.in_force[5]
    assert history.date["history_097"] == STEPS.in_force[9]
    assert history.status["history_031"] == "ok"
    assert history.source_tier["history_097"] == "C"


def test_arms_add_up_where_all_are_known() -> None:
    known = TRIALS.dropna(subset=["n_lsd", "n_control", "n_all"])
    two_arms = known[~known.trial.str.contains("Smart|experiment II")]  # these had a third arm
    assert len(two_arms) == 2
    assert (two_arms.n_lsd + two_arms.n_control == two_arms.n_all).all()
    usable = TRIALS[TRIALS.use_for_power]
    assert list(zip(usable.n_lsd, usable.n_control, strict=True)) == [
        (10, 10), (56, 37), (41, 40), (22, 22)
    ]  # fmt: skip


def test_cases_and_rates_give_the_people_that_were_printed() -> None:
    rows = SURVEYS.query("survey == 'Cohen 1960' and outcome.str.startswith('psychosis')")
    people = (1000 * rows.cases / rows.per_1000).sum()
    assert people == pytest.approx(5139, abs=1)
    assert people == pytest.approx(rows.people.iloc[0], rel=0.05)


def test_ten_documents_on_peyote_and_mushrooms() -> None:
    plants = DOCUMENTS[DOCUMENTS.substance.str.contains("teonanacatl|peyot|ololiuhqui")]
    groups = plants.drop_duplicates("document").writer_group.value_counts()
    assert dict(groups) == {
        "outside scientist": 5, "clergy": 3, "government": 1, "Indigenous authors": 1
    }  # fmt: skip


def test_three_series_of_papers_and_an_unfinished_year_each() -> None:
    papers = load("publications")
    assert papers.series.nunique() == 3
    unfinished = papers[~papers.complete]
    assert set(unfinished.year) == {2026}
    assert (unfinished.status != "ok").all()
