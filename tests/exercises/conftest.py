"""A small exercise with a known answer, judged through its master and its released key."""

from __future__ import annotations

import json
from typing import Any

import pytest

from autograder.exercises import Bank, Exercise, ExerciseKey, number
from autograder.exercises.key import make_key


def risks(events_a: float, n_a: float, events_b: float, n_b: float) -> dict[str, float]:
    difference = events_a / n_a - events_b / n_b
    ratio = (events_a / n_a) / (events_b / n_b)
    return {"difference": difference, "ratio": ratio, "nnt": 1 / difference}


REFERENCE: dict[str, Any] = {"risks": risks, "meaning": "b"}


@pytest.fixture
def exercise() -> Exercise:
    made = Bank("example").exercise(
        "x01-risks",
        title="Two risks",
        lesson="m07-one-trial/1-differences-ratios-people#odds-are-not-risks",
        hints=["Think of 100 people.", "Divide first.", "Then subtract."],
        minutes=5,
        level=1,
        skill="risk",
        bloom="apply",
        objective="Calculate a risk difference.",
    )
    part = made.function(
        "risks",
        returns={
            "difference": number(0.0005, unit="proportion"),
            "ratio": number(0.005),
            "nnt": number(0.05),
        },
        public=[(45, 52, 29, 42)],
        hidden=[(24, 90, 39, 86), (30, 50, 10, 51)],
    )

    @part.mistake("or-as-rr")
    def _(right: dict[str, float], a: float, n: float, b: float, m: float) -> dict[str, float]:
        return right | {"ratio": (a / (n - a)) / (b / (m - b))}

    @part.alternative("rounded up to whole people")
    def _(right: dict[str, float], *_args: float) -> dict[str, float]:
        return right | {"nnt": float(-(-right["nnt"] // 1))}

    made.choice("meaning", options="abc", mistakes={"a": "or-as-rr"})
    return made


@pytest.fixture
def master(exercise: Exercise) -> ExerciseKey:
    return make_key(exercise, REFERENCE, hidden=True)


@pytest.fixture
def released(exercise: Exercise) -> ExerciseKey:
    """As a notebook sees it: written to JSON and read back."""
    key = make_key(exercise, REFERENCE, hidden=False)
    return ExerciseKey.from_json(json.loads(json.dumps(key.to_json())))
