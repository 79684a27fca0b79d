"""What a student sees: cards, hints, kind notes, and a memory of what was checked."""

from __future__ import annotations

import json
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from autograder import check, hint
from autograder.exercises import Exercise, Misconception
from autograder.exercises.key import make_key
from autograder.exercises.outcome import ComponentResult, Outcome, Result
from autograder.notebook.card import Card
from autograder.notebook.progress import progress_path, read_progress
from tests.exercises.conftest import REFERENCE, exercise, risks

__all__ = ["exercise"]

BELIEF = Misconception(
    id="or-as-rr",
    family="ratio vs difference",
    belief="An odds ratio of 3 means <three times> as many people.",
    tempting="Both are ratios.",
    refutation="Odds grow faster than risks.",
    lesson="m07-one-trial/1-differences-ratios-people#odds-are-not-risks",
)


@pytest.fixture(autouse=True)
def assignment(exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a released key, in which the notebook's kernel would work."""
    record = {
        "assignment": "example",
        "exercises": {exercise.id: make_key(exercise, REFERENCE, hidden=False).to_json()},
        "misconceptions": {BELIEF.id: BELIEF.to_json()},
    }
    (tmp_path / "keys.json").write_text(json.dumps(record))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    cards: list[Any] = []
    monkeypatch.setattr("IPython.display.display", cards.append)
    return cards


def odds_for_risks(a: float, n: float, b: float, m: float) -> dict[str, float]:
    return risks(a, n, b, m) | {"ratio": (a / (n - a)) / (b / (m - b))}


def test_a_right_answer_earns_its_points(shown: list[Any]) -> None:
    assert check("x01-risks", risks, "b") == 4
    assert "Right" in repr(shown[0]) and "4 of 4 points" in repr(shown[0])


def test_a_mistake_is_explained_in_words_and_escaped(shown: list[Any]) -> None:
    assert check("x01-risks", odds_for_risks, "b") == 3
    text, html = repr(shown[0]), shown[0]._repr_html_()
    assert "<three times>" in text and "lesson 7.1" in text
    assert "&lt;three times&gt;" in html and "<three times>" not in html
    assert 'hint("x01-risks")' in text


def test_a_learners_own_text_cannot_become_markup(shown: list[Any]) -> None:
    def crash(*args: float) -> None:
        raise ValueError("<script>alert(1)</script>")

    check("x01-risks", crash, "b")
    assert "<script" not in shown[0]._repr_html_()


def test_hints_come_one_at_a_time(shown: list[Any]) -> None:
    hint("x01-risks")
    hint("x01-risks", 3)
    hint("x01-risks", 4)
    assert "Think of 100 people." in repr(shown[0]) and "Then subtract." not in repr(shown[0])
    assert "Then subtract." in repr(shown[1])
    assert "ask for 1 to 3" in repr(shown[2])


def test_an_unknown_exercise_offers_the_near_one(shown: list[Any]) -> None:
    assert check("x01-risk", risks) == 0
    assert "Did you mean 'x01-risks'?" in repr(shown[0])


@pytest.mark.parametrize("content", [None, "{", '{"assignment": "x"}'])
def test_a_missing_or_broken_key_file_says_what_to_do(
    assignment: Path, shown: list[Any], content: str | None
) -> None:
    keys = assignment / "keys.json"
    keys.unlink() if content is None else keys.write_text(content)
    assert check("x01-risks", risks) == 0
    assert "keys.json" in repr(shown[0])


def test_what_was_checked_is_remembered(shown: list[Any]) -> None:
    check("x01-risks", odds_for_risks, "a")
    assert read_progress().to_revisit == ["x01-risks"]
    check("x01-risks", risks, "b")
    progress = read_progress()
    assert progress.done == ["x01-risks"]
    assert progress.checks["x01-risks"] == 2
    assert progress.mistakes["or-as-rr"] == 1


def test_what_is_done_stays_done(shown: list[Any]) -> None:
    check("x01-risks", risks, "b")
    check("x01-risks", ..., ...)
    check("x01-risks", odds_for_risks, "a")
    progress = read_progress()
    assert progress.done == ["x01-risks"]
    assert progress.checks["x01-risks"] == 2  # nothing answered is no check
    assert progress.mistakes["or-as-rr"] == 1


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no alarms")
def test_a_loop_without_an_end_is_told_on_the_card(
    shown: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(*args: float) -> None:
        while True:
            time.sleep(0.01)

    monkeypatch.setattr(sys.modules["autograder.notebook.check"], "SECONDS", 0.2)
    before = signal.getsignal(signal.SIGALRM)
    assert check("x01-risks", endless, "b") == 1
    assert "Is there a loop that never ends?" in " ".join(repr(shown[0]).split())
    assert signal.getsignal(signal.SIGALRM) is before


def test_a_check_that_is_stopped_shows_no_frames(shown: list[Any]) -> None:
    def interrupted(*args: float) -> None:
        raise KeyboardInterrupt

    assert check("x01-risks", interrupted, "b") == 0
    assert "You stopped this check" in repr(shown[0])


def test_the_points_stand_on_the_card_and_not_below_it(shown: list[Any]) -> None:
    points = check("x01-risks", risks, "b")
    assert repr(points) == "4.0"  # nbgrader reads them from here
    assert BeautifulSoup(points._repr_html_(), "html.parser").text == ""  # type: ignore[attr-defined]


def test_a_lesson_at_hand_is_linked(
    assignment: Path, shown: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["autograder.notebook.check"], "LESSONS", "lessons")
    check("x01-risks", odds_for_risks, "b")
    (assignment / "lessons").mkdir()
    check("x01-risks", odds_for_risks, "b")
    without, linked = (BeautifulSoup(card._repr_html_(), "html.parser") for card in shown)
    assert without.find("a") is None
    assert linked.find("a")["href"] == "lessons/m07-one-trial/1-differences-ratios-people.ipynb"
    assert "lesson 7.1" in without.text and "lesson 7.1" in linked.text


def test_a_mix_up_is_told_once_for_all_that_it_explains() -> None:
    component = ComponentResult("ratio", Outcome.MISTAKE, 0, 1, "", "or-as-rr")
    between = replace(component, name="sum", outcome=Outcome.WRONG, mistake="")
    again = replace(component, name="nnt")
    card = Card(Result("x", "Risks", (component, between, again)), {BELIEF.id: BELIEF})
    assert "ratio, nnt: A known mix-up" in repr(card)
    assert card._repr_html_().count("Why it fails") == repr(card).count("Why it fails") == 1


def test_a_torn_line_costs_only_itself(shown: list[Any]) -> None:
    check("x01-risks", risks, "b")
    with progress_path().open("a") as file:
        file.write('{"exercise": "x01-')
    assert read_progress().done == ["x01-risks"]


def test_what_goes_for_several_components_is_said_once(shown: list[Any]) -> None:
    check("x01-risks", lambda *args: None, "b")
    assert repr(shown[0]).count("Is a return missing?") == 1
    assert "difference, ratio, nnt" in repr(shown[0])
