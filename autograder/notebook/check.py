"""``check`` and ``hint``: what a student calls in a notebook."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from autograder.exercises.judge import Answer, judge
from autograder.exercises.outcome import Outcome, Result
from autograder.notebook.card import STYLE, Card, with_code
from autograder.notebook.keyring import NoKeyError, find_keyring
from autograder.notebook.progress import remember


def check(exercise: str, *answers: Answer) -> float:
    """Check the answers to an exercise, show what was found, and give the points earned.

    ``answers`` are the values or functions that the exercise asks for, in its order. In the
    notebook they are tried on the data you see; when graded, also on data you do not see.
    """
    try:
        keyring = find_keyring()
        key = keyring.key(exercise)
    except NoKeyError as error:
        _display(Note("This cannot be checked here", str(error)))
        return 0.0
    result = judge(key, answers)
    remember(result)
    _display(Card(result, keyring.misconceptions, _next_step(result, len(key.hints))))
    return result.points


def hint(exercise: str, step: int = 1) -> None:
    """Show one hint for an exercise; ``step`` 1 is the gentlest, the last one nearly the answer."""
    try:
        key = find_keyring().key(exercise)
    except NoKeyError as error:
        _display(Note("There is no hint here", str(error)))
        return
    count = len(key.hints)
    if step not in range(1, count + 1):
        _display(Note(key.title, f"There are {count} hints: ask for 1 to {count}."))
        return
    more = f'`hint("{exercise}", {step + 1})` says more.' if step < count else ""
    _display(Note(f"Hint {step} of {count} · {key.title}", key.hints[step - 1], more))


@dataclass(frozen=True)
class Note:
    """A small card with a heading and a text, for hints and for what cannot be checked."""

    heading: str
    text: str
    more: str = ""

    def _repr_html_(self) -> str:
        more = f'<p class="ss-foot">{with_code(self.more)}</p>' if self.more else ""
        return (
            f'<style>{STYLE}</style><section class="ss-card ss-none" role="status">'
            f'<div class="ss-head">{escape(self.heading)}</div>'
            f"<p>{with_code(self.text)}</p>{more}</section>"
        )

    def __repr__(self) -> str:
        return "\n".join(filter(None, [self.heading, self.text, self.more])).replace("`", "")


def _next_step(result: Result, hints: int) -> str:
    if result.outcome.earns:
        return ""
    if result.outcome is Outcome.NOT_ATTEMPTED:
        return (
            f'Write your answer above and run this cell again. `hint("{result.exercise}")` helps.'
        )
    return f'`hint("{result.exercise}")` gives the first of {hints} hints.' if hints else ""


def _display(card: object) -> None:
    """Show a card as richly as the place allows."""
    _displayer()(card)


def _displayer() -> Callable[[object], object]:
    try:
        from IPython.display import display
    except ImportError:
        return sys.displayhook
    return display  # type: ignore[no-any-return]
