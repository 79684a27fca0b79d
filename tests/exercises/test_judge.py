"""What the judge says of right, wrong, odd and hostile answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from autograder.exercises import (
    AnswerError,
    Bank,
    ExerciseKey,
    Outcome,
    flag,
    judge,
    number,
    numbers,
)
from autograder.exercises.judge import passes_check
from autograder.exercises.key import make_key
from tests.exercises.conftest import risks

Change = Callable[[dict[str, Any]], Any]


def answering(change: Change) -> Callable[..., Any]:
    return lambda *args: change(risks(*args))


def outcomes(key: ExerciseKey, *answers: Any) -> dict[str, str]:
    return {c.name: str(c.outcome) for c in judge(key, answers).components}


@pytest.fixture(params=["master", "released"])
def key(request: pytest.FixtureRequest) -> ExerciseKey:
    key: ExerciseKey = request.getfixturevalue(request.param)
    return key


def test_the_reference_earns_everything(key: ExerciseKey) -> None:
    result = judge(key, [risks, "b"])
    assert result.outcome is Outcome.RIGHT
    assert result.points == result.max_points == 4


@pytest.mark.parametrize(
    "change",
    [
        lambda r: {k: np.float64(v) for k, v in r.items()},
        lambda r: {k: pd.Series([v]) for k, v in r.items()},
        lambda r: {k: np.array(v) for k, v in r.items()},
        lambda r: pd.Series(r),
        lambda r: pd.DataFrame([r]),
        lambda r: {k: round(v, 3) for k, v in r.items()},
        lambda r: {"note": "more is no harm", **dict(reversed(r.items()))},
    ],
)
def test_right_answers_in_other_clothes_are_right(key: ExerciseKey, change: Change) -> None:
    assert judge(key, [answering(change), " B "]).outcome is Outcome.RIGHT


def test_an_alternative_earns_everything_and_is_named(key: ExerciseKey) -> None:
    result = judge(key, [answering(lambda r: r | {"nnt": float(-(-r["nnt"] // 1))}), "b"])
    assert result.outcome is Outcome.ALTERNATIVE
    assert result.points == result.max_points
    assert "rounded up to whole people" in result.components[2].message


def test_a_mistake_costs_its_component_and_is_named(key: ExerciseKey) -> None:
    def odds(a: float, n: float, b: float, m: float) -> dict[str, float]:
        return risks(a, n, b, m) | {"ratio": (a / (n - a)) / (b / (m - b))}

    result = judge(key, [odds, "b"])
    assert result.mistakes == ("or-as-rr",)
    assert result.points == 3
    assert result.outcome is Outcome.PARTIAL


def test_a_belief_is_named_only_if_it_explains_all_that_it_speaks_of() -> None:
    exercise = Bank("example").exercise(
        "x02-sums", title="Sums", lesson="x", hints=[], minutes=5, level=1, skill="sums",
        bloom="apply", objective="Add.",
    )  # fmt: skip
    part = exercise.function(
        "sums",
        returns={"gap": number(0.01), "ratio": number(0.01), "size": number(0.01)},
        public=[(5, 2)],
        hidden=[(7, 3), (1, 4)],
    )

    def sums(a: float, b: float) -> dict[str, float]:
        return {"gap": a - b, "ratio": a / b, "size": a + b}

    @part.mistake("swapped-arms")
    def _(right: Any, a: float, b: float) -> Any:
        return right | {"gap": b - a, "ratio": b / a}

    @part.mistake("turned-over")
    def _(right: Any, a: float, b: float) -> Any:
        return right | {"ratio": b / a}

    @part.mistake("doubled")
    def _(right: Any, a: float, b: float) -> Any:
        return right | {"size": 2 * (a + b)}

    @part.mistake("twice-over")
    def _(right: Any, a: float, b: float) -> Any:
        return right | {"size": 2 * a + 2 * b}

    key = make_key(exercise, {"sums": sums}, hidden=True)

    def named(change: Callable[[dict[str, float], float, float], dict[str, float]]) -> list[str]:
        answer = judge(key, [lambda a, b: change(sums(a, b), a, b)])
        return [component.mistake for component in answer.components]

    assert named(lambda r, a, b: r | {"gap": b - a, "ratio": b / a}) == ["swapped-arms"] * 2 + [""]
    assert named(lambda r, a, b: r | {"gap": b - a}) == ["", "", ""], "a sign alone"
    assert named(lambda r, a, b: r | {"ratio": b / a}) == ["", "turned-over", ""]
    assert named(lambda r, a, b: r | {"size": 2 * (a + b)}) == ["", "", ""], "two explain it"


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        (lambda r: r | {"difference": 100 * r["difference"]}, "wrong-unit"),
        (lambda r: r | {"difference": round(r["difference"], 2)}, "close"),
        (lambda r: r | {"difference": r["difference"] + 0.003}, "wrong"),
        (lambda r: r | {"difference": -r["difference"]}, "wrong"),
        (lambda r: r | {"difference": r["difference"] / 3}, "wrong"),
        (lambda r: r | {"difference": str(r["difference"])}, "wrong-shape"),
        (lambda r: r | {"difference": True}, "wrong-shape"),
        (lambda r: {k: v for k, v in r.items() if k != "difference"}, "wrong-shape"),
        (lambda r: r | {"difference": float("nan")}, "wrong"),
    ],
)
def test_only_the_wrong_component_is_lost(key: ExerciseKey, change: Change, outcome: str) -> None:
    found = outcomes(key, answering(change), "b")
    assert found == {"difference": outcome, "ratio": "right", "nnt": "right", "meaning": "right"}


@pytest.mark.parametrize("answer", [lambda *args: 0.17, lambda *args: [1, 2, 3], lambda *a: a])
def test_another_shape_is_explained(key: ExerciseKey, answer: Any) -> None:
    component = judge(key, [answer, "b"]).components[0]
    assert component.outcome is Outcome.WRONG_SHAPE
    assert "dictionary" in component.message


def unfinished(*_args: float) -> None:
    raise NotImplementedError


@pytest.mark.parametrize("answers", [(), (None, None), (..., ...), (unfinished, ...)])
def test_an_untouched_stub_is_not_attempted(key: ExerciseKey, answers: tuple[Any, ...]) -> None:
    result = judge(key, answers)
    assert result.outcome is Outcome.NOT_ATTEMPTED
    assert result.points == 0


def test_a_crash_names_the_error_on_public_data(key: ExerciseKey) -> None:
    component = judge(key, [lambda *args: 1 / 0, "b"]).components[0]
    assert component.outcome is Outcome.CRASHED
    assert "ZeroDivisionError" in component.message


def test_a_crash_on_hidden_data_tells_nothing_of_the_data(master: ExerciseKey) -> None:
    def leaks(*args: float) -> dict[str, float]:
        if args != (45, 52, 29, 42):
            raise ValueError(f"the hidden data are {args}")
        return risks(*args)

    component = judge(master, [leaks, "b"]).components[0]
    assert component.outcome is Outcome.CRASHED
    assert "24" not in component.message and "90" not in component.message


def test_a_shape_on_hidden_data_tells_nothing_of_the_data(master: ExerciseKey) -> None:
    def leaks_in_a_name(*args: float) -> Any:
        return risks(*args) if args == (45, 52, 29, 42) else {f"it was {args}": 1}

    def leaks_in_a_type(*args: float) -> Any:
        return risks(*args) if args == (45, 52, 29, 42) else type(f"it was {args}", (), {})()

    for leaks in (leaks_in_a_name, leaks_in_a_type):
        for component in judge(master, [leaks, "b"]).components[:3]:
            assert component.outcome is Outcome.WRONG_SHAPE
            assert "it was" not in component.message


def test_nothing_on_hidden_data_only_is_not_an_untouched_stub(master: ExerciseKey) -> None:
    def half(*args: float) -> Any:
        return risks(*args) if args == (45, 52, 29, 42) else None

    component = judge(master, [half, "b"]).components[0]
    assert component.outcome is Outcome.WRONG_SHAPE
    assert component.message == "On other data it returns nothing."


def test_an_exception_that_cannot_be_printed_is_still_told(key: ExerciseKey) -> None:
    class Mute(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    def crash(*args: float) -> None:
        raise Mute

    assert "Mute" in judge(key, [crash, "b"]).components[0].message


def test_a_typed_in_constant_is_told_so_when_graded(
    master: ExerciseKey, released: ExerciseKey
) -> None:
    constant = risks(45, 52, 29, 42)
    assert judge(released, [lambda *args: constant, "b"]).outcome is Outcome.RIGHT
    component = judge(master, [lambda *args: constant, "b"]).components[0]
    assert component.outcome is Outcome.WRONG
    assert "typed in" in component.message


@pytest.mark.parametrize(("constant", "is_told"), [(0.0, False), (2.0, True)])
def test_a_zero_that_returns_is_not_called_typed_in(constant: float, is_told: bool) -> None:
    made = Bank("example").exercise(
        "x02-share", title="A share", lesson="", hints=[], minutes=1, level=1, skill="", bloom="",
        objective="",
    )  # fmt: skip
    made.function("share", returns=number(0.01), public=[(-1.0,), (2.0,)], hidden=[(3.0,)])
    key = make_key(made, {"share": lambda x: max(0.0, x)}, hidden=True)
    (component,) = judge(key, [lambda x: constant]).components
    assert component.outcome is Outcome.WRONG
    assert ("typed in" in component.message) is is_told


def test_an_unknown_option_lists_the_options(key: ExerciseKey) -> None:
    component = judge(key, [risks, "z"]).components[-1]
    assert component.outcome is Outcome.WRONG_SHAPE
    assert '"a", "b", "c"' in component.message


def test_a_wrong_option_is_named_or_just_wrong(key: ExerciseKey) -> None:
    assert judge(key, [risks, "a"]).mistakes == ("or-as-rr",)
    assert outcomes(key, risks, "c")["meaning"] == "wrong"


def test_an_answer_that_could_not_be_had_keeps_its_reason(key: ExerciseKey) -> None:
    result = judge(key, [AnswerError("It ran longer than 10 s.", Outcome.TIMED_OUT), "b"])
    assert {str(c.outcome) for c in result.components[:3]} == {"timed-out"}
    assert result.components[0].message == "It ran longer than 10 s."
    assert result.points == 1


def test_a_value_in_place_of_a_function_is_explained(key: ExerciseKey) -> None:
    component = judge(key, [{"difference": 0.17}, "b"]).components[0]
    assert component.outcome is Outcome.WRONG_SHAPE
    assert "should be a function" in component.message


class Liar(dict):  # type: ignore[type-arg]
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


class LyingFloat(float):
    def __eq__(self, other: object) -> bool:
        return True

    def __float__(self) -> float:
        return super().__float__()

    __hash__ = None  # type: ignore[assignment]


def test_lying_objects_earn_nothing(key: ExerciseKey) -> None:
    wrong = Liar(difference=LyingFloat(9), ratio=LyingFloat(9), nnt=LyingFloat(9))
    assert judge(key, [lambda *args: wrong, "b"]).points == 1


def test_a_case_that_mutates_its_input_cannot_spoil_another(key: ExerciseKey) -> None:
    assert judge(key, [lambda *args: risks(*args), "b"]) == judge(key, [risks, "b"])


def sums_key(hidden: bool = True) -> ExerciseKey:
    """A part with a flag, a zero, a sign, two conventions that combine, and a belief for each."""
    exercise = Bank("example").exercise(
        "x03-gap", title="Gap", lesson="x", hints=[], minutes=5, level=1, skill="sums",
        bloom="apply", objective="Subtract.",
    )  # fmt: skip
    part = exercise.function(
        "gap",
        returns={"gap": number(0.055), "rest": number(0.055), "sure": flag()},
        public=[(5.18, 2.0), (9.41, 4.0)],
        hidden=[(7.2, 3.0), (1.0, 4.0)],
    )

    @part.alternative("without the head")
    def _(right: Any, a: float, b: float) -> Any:
        return right | {"gap": a - b - 0.04, "rest": b - 1}

    @part.alternative("rounded up")
    def _(right: Any, *_args: float) -> Any:
        return right | {"gap": float(np.ceil(right["gap"]))}

    @part.mistake("swapped-arms")
    def _(right: Any, a: float, b: float) -> Any:
        return right | {"gap": b - a}

    @part.mistake("nothing-left")
    def _(right: Any, *_args: float) -> Any:
        return right | {"rest": 0.0}

    @part.mistake("never-sure")
    def _(right: Any, *_args: float) -> Any:
        return right | {"sure": False}

    @part.mistake("doubled")
    def _(right: Any, *_args: float) -> Any:
        return right | {"rest": 2 * right["rest"]}

    return make_key(exercise, {"gap": gap}, hidden=hidden)


def gap(a: float, b: float) -> dict[str, Any]:
    return {"gap": a - b, "rest": b, "sure": True}


def named(change: Callable[[dict[str, Any]], dict[str, Any]]) -> list[str]:
    result = judge(sums_key(), [lambda a, b: change(gap(a, b))])
    return [component.mistake for component in result.components]


def test_a_sign_a_zero_or_a_flag_alone_names_no_belief() -> None:
    assert named(lambda r: r | {"gap": -r["gap"]}) == ["", "", ""]
    assert named(lambda r: r | {"gap": abs(r["gap"])}) == ["", "", ""]
    assert named(lambda r: r | {"rest": 0}) == ["", "", ""]
    assert named(lambda r: r | {"sure": False}) == ["", "", ""]
    assert named(lambda r: r | {"rest": 2 * r["rest"]}) == ["", "doubled", ""]


def test_a_belief_is_named_under_another_convention_and_with_a_digit_too_few() -> None:
    assert named(lambda r: r | {"rest": 2 * (r["rest"] - 1)}) == ["", "doubled", ""]
    assert named(lambda r: r | {"rest": round(2 * r["rest"] + 0.3)}) == ["", "doubled", ""]
    assert named(lambda r: r | {"rest": 2 * r["rest"] + 0.3}) == ["", "", ""]


@pytest.mark.parametrize("hidden", [True, False])
def test_a_convention_has_its_own_rounding_and_may_follow_another(hidden: bool) -> None:
    def points(change: Callable[[float, float], float]) -> float:
        answer = judge(sums_key(hidden), [lambda a, b: gap(a, b) | {"gap": change(a, b)}])
        return answer.components[0].points

    assert points(lambda a, b: a - b - 0.04 - 0.05) == 1, "more than 0.055 from the reference"
    assert points(lambda a, b: float(np.ceil(a - b - 0.04))) == 1, "one after the other"
    assert points(lambda a, b: a - b - 0.04 - 0.06) == 0


def test_percent_is_told_under_another_convention_too() -> None:
    exercise = Bank("example").exercise(
        "x04-share", title="Share", lesson="x", hints=[], minutes=5, level=1, skill="sums",
        bloom="apply", objective="Divide.",
    )  # fmt: skip
    part = exercise.function(
        "lead", returns=numbers(0.0055, unit="proportion"), public=[(3, 8)], hidden=[(4, 9)]
    )

    @part.alternative("counted from zero")
    def _(right: list[float], a: float, b: float) -> list[float]:
        return [-a / (b - 1)]

    key = make_key(exercise, {"lead": lambda a, b: [-a / b]}, hidden=True)
    for answer in (lambda a, b: [-100 * a / b], lambda a, b: [-100 * a / (b - 1)]):
        assert judge(key, [answer]).outcome is Outcome.WRONG_UNIT


def test_one_event_is_told_in_one_sentence(key: ExerciseKey) -> None:
    wire = AnswerError(
        "This is a function. Call it, and give what it returns.", Outcome.WRONG_SHAPE
    )

    def raised(*_args: float) -> None:
        raise wire

    here, there = (judge(key, [f, "b"]).components[0] for f in (lambda *args: len, raised))
    assert (here.outcome, here.message) == (there.outcome, there.message)


def test_a_limit_is_not_called_an_error(master: ExerciseKey) -> None:
    def slow(*args: float) -> Any:
        if args == (45, 52, 29, 42):
            return risks(*args)
        raise AnswerError("This took longer than 10 seconds.", Outcome.TIMED_OUT)

    message = judge(master, [slow, "b"]).components[0].message
    assert "takes too much on other data" in message and "error" not in message


def test_one_entry_too_many_is_told_where_their_number_is_always_the_same() -> None:
    exercise = Bank("example").exercise(
        "x07-limits", title="Limits", lesson="x", hints=[], minutes=5, level=1, skill="sums",
        bloom="apply", objective="Reach.",
    )  # fmt: skip
    exercise.function("limits", returns=numbers(0.05), public=[(3, 8), (1, 2)], hidden=[(4, 9)])
    key = make_key(exercise, {"limits": lambda a, b: [a - b, a + b]}, hidden=True)
    (more,) = judge(key, [lambda a, b: [a - b, a, a + b]]).components
    assert (more.outcome, more.message) == (
        Outcome.WRONG_SHAPE,
        "It has more entries than are asked for.",
    )


def test_what_is_wrong_in_the_notebook_is_told_though_other_data_stop_it(
    master: ExerciseKey,
) -> None:
    def half(*args: float) -> Any:
        if args != (45, 52, 29, 42):
            raise ValueError
        return risks(*args) | {"difference": 9.9}

    result = judge(master, [half, "b"])
    assert [str(c.outcome) for c in result.components[:2]] == ["wrong", "crashed"]
    assert not passes_check(result)
    assert passes_check(judge(master, [lambda *args: risks(45, 52, 29, 42), "b"]))
