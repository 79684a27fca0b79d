"""``check`` and ``hint``: what a student calls in a notebook."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from autograder.exercises.judge import Answer, AnswerError, judge
from autograder.exercises.outcome import Outcome, Result
from autograder.notebook.card import STYLE, Card, with_code
from autograder.notebook.keyring import Keyring, NoKeyError, find_keyring
from autograder.notebook.progress import remember

LESSONS = "../../lessons"
"""Where a learner's copies of the lessons are, from the folder of an assignment."""

SECONDS = 60
"""So long may a check take, whatever it tries; a loop without an end is told as such."""


class Points(float):
    """Points that a notebook shows on the card only; nbgrader reads them as the cell's value."""

    def _repr_html_(self) -> str:
        return '<span class="ss-points" hidden></span>'


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
        return Points()
    try:
        with time_limit(SECONDS):
            result = judge(key, answers)
    except AnswerError as error:  # the alarm rang between two of the learner's calls
        _display(Note("Ran out of time", str(error)))
        return Points()
    except KeyboardInterrupt:
        _display(Note("Stopped", "You stopped this check. Run the cell again when you like."))
        return Points()
    remember(result)
    lessons = LESSONS if Path(LESSONS).is_dir() else ""
    _display(Card(result, keyring.misconceptions, _next_step(result, keyring), lessons))
    return Points(result.points)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise AnswerError inside whatever runs for longer, where the system has alarms.

    Somebody's function may catch the first one, so it rings again.
    """
    here = threading.current_thread() is threading.main_thread()
    if not (here and hasattr(signal, "setitimer")):
        yield  # as on Windows and in a browser, where the kernel's own Stop remains
        return

    def ring(*_: Any) -> None:
        raise AnswerError(
            f"This took longer than {seconds:g} seconds. Is there a loop that never ends?",
            Outcome.TIMED_OUT,
        )

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, 5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


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


def _next_step(result: Result, keyring: Keyring) -> str:
    if result.outcome.earns:
        after = list(keyring.exercises.values())
        after = after[[key.id for key in after].index(result.exercise) + 1 :]
        return f"Next: {after[0].title}." if after else ""
    if result.outcome is Outcome.NOT_ATTEMPTED:
        return (
            f'Write your answer above and run this cell again. `hint("{result.exercise}")` helps.'
        )
    hints = len(keyring.key(result.exercise).hints)
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
