"""Banks that could not be graded fairly are refused when the key is made."""

from __future__ import annotations

import pytest

from autograder.exercises import Bank, BankError, Exercise, number
from autograder.exercises.key import make_key
from tests.exercises.conftest import REFERENCE, risks


def test_a_mistake_that_gives_the_right_answer_is_refused(exercise: Exercise) -> None:
    exercise.parts["risks"].mistake("no-mistake")(lambda right, *args: right)
    with pytest.raises(BankError, match="no-mistake gives the right answer"):
        make_key(exercise, REFERENCE, hidden=False)


def test_a_missing_reference_answer_is_named(exercise: Exercise) -> None:
    with pytest.raises(BankError, match="meaning is not bound"):
        make_key(exercise, {"risks": risks}, hidden=False)


def test_a_reference_of_another_shape_is_named(exercise: Exercise) -> None:
    with pytest.raises(BankError, match="difference"):
        make_key(exercise, REFERENCE | {"risks": lambda *args: 1.0}, hidden=False)


def test_a_function_without_hidden_cases_is_refused(exercise: Exercise) -> None:
    with pytest.raises(BankError, match="hidden case"):
        exercise.function("more", returns=number(0.1), public=[(1,)], hidden=[])


def test_the_same_name_twice_is_refused(exercise: Exercise) -> None:
    with pytest.raises(BankError, match="twice"):
        exercise.choice("meaning", options="ab", mistakes={})
    bank = Bank("b", {exercise.id: exercise})
    with pytest.raises(BankError, match="twice"):
        bank.exercise(
            exercise.id,
            title="",
            lesson="",
            hints=[],
            minutes=1,
            level=1,
            skill="",
            bloom="",
            objective="",
        )


def test_a_mistake_for_an_unknown_option_is_refused(exercise: Exercise) -> None:
    with pytest.raises(BankError, match="no option"):
        exercise.choice("other", options="ab", mistakes={"z": "or-as-rr"})


def test_released_keys_hold_no_hidden_case(exercise: Exercise) -> None:
    key = make_key(exercise, REFERENCE, hidden=False)
    assert all(case.public for part in key.parts for case in part.cases)
    assert "24" not in [
        str(arg) for part in key.parts for case in part.cases for arg in case.args or []
    ]
