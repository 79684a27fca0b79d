"""Measures: what is judged of a text or a record is computed from it, never handed in beside it.

A learner could type the signs of a good text as easily as write one. So a part that has a measure
is handed in as it is, and a function of the course makes the record that is judged: in the
notebook, and when grading in the examiner's process, which runs no code of the learner's.
"""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

from autograder.exercises.plain import from_plain, to_plain

LONGEST = 100_000
"""A text or record of more characters than this is not measured."""


class NotMeasurableError(ValueError):
    """What was handed in is of another form; the message says so in a sentence."""


def measured(measure: str, plain: Any, args: Any = None) -> Any:
    """What the function ``measure`` ("course.writing:structure") says of a plain answer, as plain.

    The function is given the answer and, where a learner's function made it, the arguments that it
    was called with (``args``, a plain list). It returns None where nothing is there yet and raises
    ValueError, with a sentence for the learner, where it cannot read it.

    Raises:
        NotMeasurableError: when the answer is too long or the function cannot read it.
        LookupError: when the course has no such function; that is an author's slip.

    """
    module, _, name = measure.partition(":")
    if module.split(".")[0] != "course":
        raise LookupError(f"{measure}: a measure is a function of the course.")
    try:
        function = getattr(import_module(module), name)
    except (ImportError, AttributeError):
        raise LookupError(f"{measure}: there is no such function.") from None
    if len(json.dumps(plain)) > LONGEST:
        raise NotMeasurableError("This is too long to be looked at.")
    try:
        return to_plain(function(from_plain(plain), *from_plain(args or [])))
    except ValueError as error:
        raise NotMeasurableError(str(error)) from None
    except Exception:  # a learner's record may be of any shape
        raise NotMeasurableError("This has another shape than the one asked for.") from None
