"""What a mark rests on is computed from what was handed in; a typed-in verdict earns nothing."""

from __future__ import annotations

import pytest

from autograder.exercises import Bank, ExerciseKey, Outcome, judge, number
from autograder.exercises.key import make_key
from autograder.exercises.measure import LONGEST, NotMeasurableError, measured
from course.writing import reading_grade

TEXT = "We do not know yet. Ask the people who were there."
HARD = "Investigational administration necessitates individualised consideration."


@pytest.fixture
def key() -> ExerciseKey:
    exercise = Bank("example").exercise(
        "x01-text", title="A text", lesson="x", hints=[], minutes=5, level=1, skill="writing",
        bloom="create", objective="Write plainly.",
    )  # fmt: skip
    part = exercise.value("text", returns=number(0.05), measure="course.writing:reading_grade")

    @part.mistake("or-as-rr")
    def _(text: str) -> str:
        return HARD

    made = make_key(exercise, {"text": TEXT}, hidden=True)
    assert ExerciseKey.from_json(made.to_json()) == made
    return made


def test_the_text_is_measured_and_a_typed_in_measure_is_not_one(key):
    assert judge(key, [TEXT]).outcome is Outcome.RIGHT
    assert judge(key, [HARD]).mistakes == ("or-as-rr",)
    assert judge(key, [reading_grade(TEXT)]).outcome is Outcome.WRONG_SHAPE
    assert judge(key, [...]).outcome is Outcome.NOT_ATTEMPTED


def test_what_a_function_returns_is_measured_beside_its_arguments():
    assert measured("course.writing:structure", "A fair headline", [TEXT])["$"] == "dict"


def test_what_cannot_be_measured_is_said_in_a_sentence():
    with pytest.raises(NotMeasurableError, match="too long"):
        measured("course.writing:reading_grade", "a" * (LONGEST + 1))
    with pytest.raises(NotMeasurableError, match="another shape"):
        measured("course.writing:reading_grade", [1, 2])


@pytest.mark.parametrize("measure", ["os:system", "course.writing:nothing", "course.nowhere:x"])
def test_a_measure_is_a_function_of_the_course(measure):
    with pytest.raises(LookupError):
        measured(measure, "x")
