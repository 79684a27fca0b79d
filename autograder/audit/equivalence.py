"""Whether a mutant is a mutant at all: does it ever answer otherwise than the reference?"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from random import Random
from types import FrameType
from typing import Any

import numpy as np
import pandas as pd

from autograder.exercises.plain import NotPlainError, to_plain

TRIALS = 60
SECONDS = 2.0


def is_equivalent(
    reference: Callable[..., Any], mutant: Callable[..., Any], cases: Sequence[tuple[Any, ...]]
) -> bool:
    """Whether both answer alike on the cases, with their rows in another order, and near them.

    Inputs that the reference cannot answer are left out, and other orders where they change its
    answer: there order has a meaning. A mutant that does not end, or fails where the reference
    does not, is not equivalent.
    """
    random = Random(2024)
    moved = [(args, other) for args in cases if (other := rearranged(args, Random(1))) is not None]
    order_is_nothing = all(
        answer_text(reference, args) == answer_text(reference, other) for args, other in moved
    )
    if order_is_nothing and any(
        answer_text(reference, other) not in (None, answer_text(mutant, other))
        for _, other in moved
    ):
        return False
    for trial in range(TRIALS):
        args = cases[trial % len(cases)]
        if trial >= len(cases):
            args = tuple(near(arg, random) for arg in args)
        expected = answer_text(reference, args)
        if expected is not None and answer_text(mutant, args) != expected:
            return False
    return True


def rearranged(args: tuple[Any, ...], random: Random) -> tuple[Any, ...] | None:
    """The same rows in another order: of every table, and of the lists of one length together.

    None where there is nothing to rearrange.
    """
    orders: dict[int, list[int]] = {}

    def order(n: int) -> list[int]:
        return orders.setdefault(n, random.sample(range(n), n))

    def moved(value: Any) -> Any:
        if isinstance(value, pd.DataFrame | pd.Series):
            return value.iloc[order(len(value))]
        if isinstance(value, np.ndarray) and value.ndim:
            return value[order(len(value))]
        return [value[i] for i in order(len(value))] if isinstance(value, list) else value

    other = tuple(map(moved, args))
    return other if any(n > 1 for n in orders) else None


def near(value: Any, random: Random) -> Any:
    """A value of the same kind nearby: counts move by a few, measurements by a few per cent.

    Numbers that rise, such as weeks or the limits of an interval, go on rising.
    """
    if isinstance(value, bool | np.bool_) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int | np.integer):
        return max(int(value) + random.randint(-3, 3), 0) if value >= 0 else int(value) - 1
    if isinstance(value, float | np.floating):
        return float(value) * random.uniform(0.8, 1.25)
    if isinstance(value, dict):
        return {key: near(item, random) for key, item in value.items()}
    if isinstance(value, list | tuple):
        moved = [near(item, random) for item in value]
        rising = all(isinstance(x, int | float) for x in value) and list(value) == sorted(value)
        return type(value)(sorted(moved) if rising else moved)
    if isinstance(value, np.ndarray):
        return np.array([near(item, random) for item in value.ravel()]).reshape(value.shape)
    if isinstance(value, pd.Series):
        return pd.Series([near(item, random) for item in value], value.index, name=value.name)
    if isinstance(value, pd.DataFrame):
        return pd.DataFrame({name: near(value[name], random) for name in value})
    return value


def answer_text(function: Callable[..., Any], args: tuple[Any, ...]) -> str | None:
    """What a function answers, as text with numbers to nine figures; None where it fails."""
    try:
        with _time_limit(SECONDS), np.errstate(all="ignore"):
            return _text(to_plain(function(*args)))
    except (Exception, _TooLong) as error:
        return None if not isinstance(error, NotPlainError) else "not data"


def _text(tree: Any) -> str:
    if isinstance(tree, float):
        return f"{tree:.9g}"
    if isinstance(tree, list):
        return "[" + ",".join(map(_text, tree)) + "]"
    if isinstance(tree, dict):
        return "{" + ",".join(f"{key}:{_text(item)}" for key, item in tree.items()) + "}"
    return repr(tree)


class _TooLong(BaseException):
    """The time is up; not an Exception, so that the code under test does not swallow it."""


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
