"""Module 10: do its cases, its key and its reference text fit the data and the feature?"""

from typing import Any

import pytest

from autograder.exercises import Assignment
from course import load
from course.writing import counts, reading_grade, story_signs

ASSIGNMENT = "m10-media-literacy"


@pytest.fixture(scope="module")
def feature() -> dict[int, str]:
    return load("feature").set_index("line").fictional_text.to_dict()


def _first(assignment: Assignment, id: str, name: str) -> tuple[Any, ...]:
    return tuple(assignment.bank.exercises[id].parts[name].public[0])


def test_the_first_public_cases_are_what_the_notebook_loads(
    assignment: Assignment, answers: dict[str, Any], feature: dict[int, str]
) -> None:
    (claims,) = _first(assignment, "m10-claims", "tally")
    assert claims.equals(load("media_claims")[["claim_type", "verdict"]])
    lost = answers["lost"].set_index("arm_id").percent_printed
    assert _first(assignment, "m10-per-100", "of_a_hundred") == (lost["mdma"], lost["placebo"])
    days, words, _ = _first(assignment, "m10-status", "status_on")
    assert (days, words) == (answers["mdma_days"], list(answers["phrases"]))
    text = " ".join(feature.values())
    assert _first(assignment, "m10-headline", "school_grade") == counts(text)
    assert answers["school_grade"](*counts(text))["grade"] == pytest.approx(reading_grade(text))


def test_the_feature_makes_each_claim_once_and_offers_what_the_key_says(
    answers: dict[str, Any], feature: dict[int, str]
) -> None:
    assert list(answers["lines"]) == load("media_claims").claim_id.to_list()
    assert len(set(answers["lines"].values())) == 11
    for claim, line in answers["lines"].items():
        offered, text = answers["offered"][claim], feature[line]
        assert ("“" in text) == (offered == "quote"), text
        assert ("linked" in text) == (offered == "link"), text
        assert ("a study" in text or "trials, and" in text) == (offered == "study"), text


def test_each_fault_has_its_own_line_that_makes_no_claim(answers: dict[str, Any]) -> None:
    faults = set(answers["fault_lines"].values())
    assert len(faults) == 8
    assert not faults & set(answers["lines"].values())


def test_the_reference_text_shows_every_sign_and_its_numbers_are_those_of_the_trial(
    answers: dict[str, Any],
) -> None:
    signs = story_signs(answers["story"])
    assert signs and all(signs.values())
    response = answers["trial"].query("endpoint == 'response'").set_index("arm_id")
    severe = answers["events"].query("term == 'any severe TEAE'").set_index("arm_id")
    for shares in (response.events / response.n, severe.n_participants / severe.n_at_risk):
        for share in shares:
            assert f" {100 * share:.0f} " in f"{answers['story'].replace('.', ' ')} "
