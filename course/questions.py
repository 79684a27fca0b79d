"""Questions inside a lesson: predict, choose, order, work out, recall.

A module's questions live in its ``questions.toml``, one table per id; ``ask`` shows one, and with
an answer it says at once what is right and why. Predictions are never marked: they are remembered
on the learner's own machine, and ``reveal`` sets them beside what the trial found.
"""

from __future__ import annotations

import contextlib
import html
import json
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from autograder.notebook.card import STYLE, lesson_in_words
from autograder.notebook.state import state_path
from course.catalogue import CatalogueError, misconceptions, read_entry
from course.display import inline, paragraphs, plain, publish, tidy

QUESTION_MIME = "application/vnd.set-and-setting.question+json"
REVEAL_MIME = "application/vnd.set-and-setting.reveal+json"

HINT, WORKED = "A hint", "The way, step by step"
"""Titles of the folds under a question."""

SIGNS = {
    "predict": ("?", "Predict first"),
    "choice": ("○", "Choose one"),
    "order": ("↕", "Put in order"),
    "number": ("#", "Work it out"),
    "recall": ("↺", "Recall"),
}
"""The kinds of question, each with a symbol and a word for its card."""


@dataclass(frozen=True)
class Question:
    """One question. Which fields a kind needs is checked when it is read.

    ``options`` maps letters to texts; ``answer`` is a letter (choice), letters in order (order), a
    number within ``tolerance`` (number) or the text to compare with (recall). ``mistakes`` maps a
    wrong letter or a wrong number, written as text, to a misconception; ``replies`` maps one that
    shows no known misconception to the reason why it fails. ``hint`` and ``worked`` wait behind
    folds: a nudge, and the way to the answer in steps. ``computed`` is the expression that gives
    the number in the lesson, so that a test can prove it. ``spaced`` names the earlier module that
    a recall question returns to.
    """

    id: str
    kind: str
    prompt: str
    options: dict[str, str] = field(default_factory=dict)
    answer: str | float = ""
    tolerance: float = 0.0
    unit: str = ""
    after: str = ""
    mistakes: dict[str, str] = field(default_factory=dict)
    replies: dict[str, str] = field(default_factory=dict)
    hint: str = ""
    worked: str = ""
    computed: str = ""
    spaced: str = ""


def questions(folder: Path) -> dict[str, Question]:
    """The questions of the module in ``folder`` by id, in the order of the file."""
    path = folder / "questions.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    name = f"{folder.name}/questions.toml"
    return {id: read_entry(name, id, table, Question, _fault) for id, table in tables.items()}


def _fault(q: Question) -> str:
    if q.kind not in SIGNS:
        return f"kind {q.kind!r} is unknown. Use one of {', '.join(SIGNS)}."
    if q.kind in ("choice", "order") and not q.options:
        return f"a {q.kind} question needs options."
    if q.kind == "choice" and q.answer not in q.options:
        return f"its answer {q.answer!r} is not an option."
    if q.kind == "order" and sorted(str(q.answer)) != sorted(q.options):
        return "its answer must name every option once."
    if q.kind == "number" and not (
        isinstance(q.answer, int | float) and q.tolerance and q.computed
    ):
        return "a number question needs a number as answer, a tolerance and computed."
    if q.kind == "recall" and not q.answer:
        return "a recall question needs an answer to compare with."
    if both := sorted(q.mistakes.keys() & q.replies.keys()):
        return f"{both[0]!r} has a misconception and a reply. Keep the one that fits."
    return ""


@cache
def _module(prefix: str) -> dict[str, Question]:
    folders = sorted(Path(__file__).parent.glob(f"{prefix}-*/questions.toml"))
    return questions(folders[0].parent) if folders else {}


def _find(id: str) -> Question:
    known = _module(id.split("-")[0])
    if id not in known:
        raise CatalogueError(f"There is no question {id!r}. Known in this module: {list(known)}.")
    return known[id]


def ask(id: str, answer: Any = ...) -> None:
    """Show a question, or answer it: ``ask("m07-1-ratio", "b")``. Nothing is sent anywhere."""
    q = _find(id)
    if answer is ... or q.kind == "recall":
        _publish(q, "none", _how(q))
        return
    try:
        given = _read(q, answer)
    except ValueError as error:
        _publish(q, "none", str(error))
        return
    if q.kind == "predict":
        _remember(q.id, given)
        _publish(q, "none", f"Your prediction is kept: {_said(q, given)}. Read on to compare.")
    else:
        right, says = _judge(q, given)
        shown = tidy(given) if isinstance(given, float) else given
        _publish(q, "good" if right else "bad", f"You answered `{shown}`.\n\n{says}")


def reveal(id: str, actual: float | str) -> None:
    """Set what the data show beside the learner's prediction, kept since ``ask``.

    ``actual`` is a number in the question's unit, or the letter of an option.
    """
    q = _find(id)
    found = _said(q, actual)
    mine = _predictions().get(id)
    first = (
        "You made no prediction here."
        if mine is None
        else f"You predicted {_said(q, mine).rstrip('.')}."
    )
    text = f"{first}\n\nThe data say: {found.rstrip('.')}.\n\n{q.after}"
    publish(
        {
            REVEAL_MIME: {"id": id, "actual": actual, "found": found, "after": q.after},
            "text/html": _card("none", "→", "What the data say", paragraphs(text)),
            "text/plain": plain(text),
        }
    )


def _read(q: Question, answer: Any) -> str | float:
    """The learner's answer in one form; ValueError with what to write instead."""
    if q.kind == "number" or not q.options:
        try:
            return float(answer)
        except (TypeError, ValueError):
            raise ValueError(f"{answer!r} is not a number. Write one, such as 12.5.") from None
    letters = "".join(str(a) for a in answer) if isinstance(answer, list | tuple) else str(answer)
    letters = "".join(letters.lower().replace(",", " ").split())
    if q.kind == "order":
        if sorted(letters) != sorted(q.options):
            raise ValueError(f'{answer!r} does not name every letter once. Write "{_some(q)}".')
    elif letters not in q.options:
        raise ValueError(f"{answer!r} is not an option. Write one of {', '.join(q.options)}.")
    return letters


def _judge(q: Question, given: str | float) -> tuple[bool, str]:
    if isinstance(given, float):
        assert isinstance(q.answer, int | float)
        if abs(given - q.answer) <= q.tolerance:
            return True, q.after
        known = [*q.mistakes, *q.replies]
        near = (k for k in known if abs(given - float(k)) <= q.tolerance)
        return False, _refute(q, next(near, ""))
    if given == q.answer:
        return True, q.after
    return False, _refute(q, str(given))


def _refute(q: Question, slip: str) -> str:
    if slip in q.replies:
        return q.replies[slip]
    if slip not in q.mistakes:
        return "Look again at the cells above, change your answer and run this cell once more."
    entry = misconceptions()[q.mistakes[slip]]
    again = f"Taught in: {lesson_in_words(entry.lesson)}."
    return (
        f"The thought: {entry.belief}\n\nWhy it tempts: {entry.tempting}\n\n"
        f"Why it fails: {entry.refutation}\n\n{again}"
    )


def _how(q: Question) -> str:
    if q.kind == "recall":
        return "Say it in your own words first. Then open the answer."
    example = f'such as "{_some(q)}"' if q.options else "a number"
    mark = " Predictions are never marked." if q.kind == "predict" else ""
    return f"Put your answer, {example}, in place of `...` and run the cell again.{mark}"


def _some(q: Question) -> str:
    return "".join(sorted(q.options)) if q.kind == "order" else min(q.options)


def _said(q: Question, value: str | float) -> str:
    if q.options:
        return f"{value}) {q.options[str(value)].rstrip('.')}"
    return f"{tidy(float(value))} {q.unit}".strip()


def _publish(q: Question, tone: str, says: str) -> None:
    symbol, word = {"good": ("✓", "Right"), "bad": ("✗", "Not yet")}.get(tone, SIGNS[q.kind])
    items = "".join(
        f"<li><span>{html.escape(key)})</span> {inline(plain(text))}</li>"
        for key, text in q.options.items()
    )
    body = paragraphs(q.prompt) + (f"<ul>{items}</ul>" if items else "")
    body += "".join(
        f"<details><summary>{title}</summary>{paragraphs(text)}</details>"
        for title, text in _folds(q).items()
    )
    lines = [f"{symbol} {word}: {plain(q.prompt)}"]
    lines += [f"  {key}) {plain(text)}" for key, text in q.options.items()]
    publish(
        {
            QUESTION_MIME: _record(q),
            "text/html": _card(
                tone, symbol, word, f'{body}<div class="ss-foot">{paragraphs(says)}</div>'
            ),
            "text/plain": "\n".join([*lines, plain(says)]),
        }
    )


def _folds(q: Question) -> dict[str, str]:
    """What waits behind a fold: its title and its text."""
    answer = str(q.answer) if q.kind == "recall" else ""
    folds = {HINT: q.hint, WORKED: q.worked, "Open the answer": answer}
    return {title: text for title, text in folds.items() if text}


def _card(tone: str, symbol: str, word: str, body: str) -> str:
    return (
        f'<style>{STYLE}</style><section class="ss-card ss-{tone}" aria-label="{word}">'
        f'<div class="ss-head"><span><span aria-hidden="true">{symbol}</span> {word}</span></div>'
        f"{body}</section>"
    )


def _record(q: Question) -> dict[str, Any]:
    """What a page without Python needs to ask and answer the question itself."""
    known = misconceptions()
    return {
        "id": q.id,
        "kind": q.kind,
        "prompt": plain(q.prompt),
        "options": [{"key": k, "text": plain(t)} for k, t in q.options.items()],
        "answer": q.answer,
        "tolerance": q.tolerance,
        "unit": q.unit,
        "after": plain(q.after),
        "hint": plain(q.hint),
        "worked": plain(q.worked),
        "replies": {slip: plain(text) for slip, text in q.replies.items()},
        "mistakes": {
            slip: {
                "id": known[id].id,
                "belief": known[id].belief,
                "tempting": known[id].tempting,
                "refutation": known[id].refutation,
                "lesson": known[id].lesson,
            }
            for slip, id in q.mistakes.items()
        },
    }


_session: dict[str, str | float] = {}
"""Predictions of this session, also where the learner's folder cannot be written."""


def _predictions() -> dict[str, Any]:
    try:
        kept = json.loads(state_path("predictions.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        kept = {}
    return (kept if isinstance(kept, dict) else {}) | _session


def _remember(id: str, given: str | float) -> None:
    _session[id] = given
    with contextlib.suppress(OSError):
        path = state_path("predictions.json")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(_predictions(), indent=1), encoding="utf-8")
