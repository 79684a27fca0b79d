"""A question answers at once, names the slip it knows, and never marks a prediction."""

import pytest

from course import display, questions
from course.catalogue import CatalogueError, read_entry
from course.questions import QUESTION_MIME, REVEAL_MIME, Question, ask, reveal

BANK = {
    "t-1-guess": {"kind": "predict", "prompt": "How many?", "unit": "people per 100"},
    "t-1-choice": {
        "kind": "choice", "prompt": "Which <one>?", "options": {"a": "no", "b": "yes"},
        "answer": "b", "after": "Because.", "mistakes": {"a": "or-as-rr"},
        "hint": "Think of *both* arms.",
    },
    "t-1-order": {
        "kind": "order", "prompt": "Sort.", "options": {"a": "x", "b": "y", "c": "z"},
        "answer": "cab", "after": "In order.",
    },
    "t-1-number": {
        "kind": "number", "prompt": "NNT?", "answer": 5.7, "tolerance": 0.1, "computed": "nnt",
        "after": "One divided by the difference.", "mistakes": {"4.0": "nnt-from-rr"},
        "replies": {"17.5": "That is the difference itself."}, "worked": "1 / 0.175",
    },
    "t-1-recall": {"kind": "recall", "prompt": "What is an odds?", "answer": "A ratio."},
}  # fmt: skip


@pytest.fixture
def shown(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    bank = {
        id: read_entry("test", id, table, Question, questions._fault) for id, table in BANK.items()
    }
    monkeypatch.setattr(questions, "_module", lambda prefix: bank)
    monkeypatch.setattr(questions, "_session", {})
    bundles = []
    monkeypatch.setattr(display, "sink", bundles.append)
    return bundles


@pytest.mark.parametrize(
    ("id", "answer", "says"),
    [
        ("t-1-choice", "b", "✓ Right"),
        ("t-1-choice", " B ", "✓ Right"),
        ("t-1-choice", "a", "An odds ratio of 2.9"),
        ("t-1-choice", "z", "not an option"),
        ("t-1-order", ["c", "a", "b"], "✓ Right"),
        ("t-1-order", "abc", "✗ Not yet"),
        ("t-1-order", "ab", "every letter once"),
        ("t-1-number", 5.72, "✓ Right"),
        ("t-1-number", 4, "The risk ratio is 1.25"),
        ("t-1-number", 9, "Look again"),
        ("t-1-number", 17.5, "That is the difference itself."),
        ("t-1-number", "six", "not a number"),
    ],
)
def test_an_answer_is_explained(shown, id, answer, says):
    ask(id, answer)
    assert says in shown[0]["text/plain"]


def test_an_unanswered_question_shows_itself_and_how_to_answer(shown):
    ask("t-1-choice")
    assert "Which &lt;one&gt;?" in shown[0]["text/html"]
    assert "in place of `...`" in shown[0]["text/plain"]
    assert "Because." not in shown[0]["text/html"]
    assert shown[0][QUESTION_MIME]["mistakes"]["a"]["id"] == "or-as-rr"


def test_a_prediction_is_remembered_and_set_beside_the_data(shown):
    reveal("t-1-guess", 87)
    assert "no prediction" in shown[-1]["text/plain"]
    ask("t-1-guess", 50)
    reveal("t-1-guess", 87)
    said = shown[-1]["text/plain"]
    assert "You predicted 50 people per 100" in said
    assert "87 people per 100" in said
    assert "Right" not in said
    assert shown[-1][REVEAL_MIME]["actual"] == 87


def test_a_prediction_outlives_the_session(shown, monkeypatch):
    ask("t-1-guess", 50)
    monkeypatch.setattr(questions, "_session", {})
    reveal("t-1-guess", 87)
    assert "You predicted 50" in shown[-1]["text/plain"]


def test_a_prediction_is_kept_where_nothing_can_be_written(shown, monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(blocked))
    ask("t-1-guess", 50)
    reveal("t-1-guess", 87)
    assert "You predicted 50" in shown[-1]["text/plain"]


def test_a_recall_answer_stays_folded_until_opened(shown):
    ask("t-1-recall")
    assert "<details><summary>Open the answer" in shown[0]["text/html"]
    assert "A ratio." not in shown[0]["text/plain"]


def test_help_stays_folded_until_opened(shown):
    ask("t-1-choice")
    ask("t-1-number")
    assert "<summary>A hint</summary><p>Think of <em>both</em> arms." in shown[0]["text/html"]
    assert "step by step</summary><p>1 / 0.175" in shown[1]["text/html"]
    assert "0.175" not in shown[1]["text/plain"]
    assert shown[1][QUESTION_MIME]["replies"] == {"17.5": "That is the difference itself."}


def test_an_unknown_question_says_which_there_are(shown):
    with pytest.raises(CatalogueError, match="t-1-guess"):
        ask("t-1-ges")


@pytest.mark.parametrize(
    "change",
    [{"kind": "essay"}, {"answer": "c"}, {"options": {}}, {"colour": "red"}, {"prompt": ""}],
)
def test_a_faulty_question_is_refused_when_read(change):
    with pytest.raises(CatalogueError, match="t-1-choice"):
        read_entry("t", "t-1-choice", BANK["t-1-choice"] | change, Question, questions._fault)
