"""Judge answers against a key: pure, the same in the notebook and when grading."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from autograder.exercises.bank import ONLY, Component
from autograder.exercises.explain import Cases, Given, beliefs, cases_of, fits, is_coarse, scaled
from autograder.exercises.key import CaseKey, ExerciseKey, PartKey
from autograder.exercises.measure import NotMeasurableError, measured
from autograder.exercises.outcome import ComponentResult, Outcome, Result
from autograder.exercises.plain import NotPlainError, from_plain, to_plain
from autograder.exercises.reading import NotReadableError, read_leaves
from autograder.exercises.seal import Leaf
from autograder.exercises.ways import plain_name


class AnswerError(Exception):
    """An answer could not be had: it crashed, ran out of time or memory, or does not exist.

    ``str(error)`` is one sentence for the learner. An engine raises it from its stubs; anything
    else that an answer raises is described from the exception itself.
    """

    def __init__(self, message: str, outcome: Outcome = Outcome.CRASHED):
        super().__init__(message)
        self.outcome = outcome

    def __str__(self) -> str:
        """The message, also where the error is a KeyError too, which would put it in quotes."""
        return str(self.args[0])


Answer = Any
"""A value, a function, or an AnswerError that stands for an answer that could not be had."""


def judge(key: ExerciseKey, answers: Sequence[Answer]) -> Result:
    """Judge the answers, in the order of the key's parts; missing ones are not attempted."""
    given = [*answers, *([None] * len(key.parts))][: len(key.parts)]
    components = tuple(
        result
        for part, answer in zip(key.parts, given, strict=True)
        for result in _judge_part(part, answer)
    )
    return Result(key.id, key.title, components)


@dataclass(frozen=True)
class _Run:
    """What an answer gave in one case: a plain value, or the outcome and message of a failure."""

    case: CaseKey
    plain: Any = None
    failure: Outcome | None = None
    message: str = ""


def _judge_part(part: PartKey, answer: Answer) -> list[ComponentResult]:
    runs = _run_cases(part, answer)
    failed = next((run for run in runs if run.failure), None)
    if failed is None or failed.failure is None:
        verdicts = _verdicts(part, runs)
    else:
        # what was wrong in the notebook already is told as there
        seen = {} if failed.case.public else _verdicts(part, [r for r in runs if r.case.public])
        fell = dict.fromkeys(part.components, (failed.failure, failed.message, ""))
        verdicts = fell | {name: verdict for name, verdict in seen.items() if not verdict[0].earns}
    return [
        _component_result(part, name, component, *verdicts[name])
        for name, component in part.components.items()
    ]


def _component_result(
    part: PartKey, name: str, component: Component, outcome: Outcome, message: str, mistake: str
) -> ComponentResult:
    shown = component.label or (part.name if name == ONLY else name)
    points = component.points if outcome.earns else 0.0
    return ComponentResult(shown, outcome, points, component.points, message, mistake)


def _run_cases(part: PartKey, answer: Answer) -> list[_Run]:
    """Run an answer on every case, until it fails."""
    if isinstance(answer, AnswerError):
        return [_Run(part.cases[0], None, answer.outcome, str(answer))]
    if answer is None or answer is ...:
        return [_Run(part.cases[0], None, Outcome.NOT_ATTEMPTED, "Nothing here yet.")]
    if part.is_function and not callable(answer):
        message = f"{part.name} should be a function; it is a {type(answer).__name__}."
        return [_Run(part.cases[0], None, Outcome.WRONG_SHAPE, message)]
    if not part.is_function and callable(answer):
        message = f"{part.name} is a function; give the value: call it, and name the result."
        return [_Run(part.cases[0], None, Outcome.WRONG_SHAPE, message)]
    runs = []
    for case in part.cases:
        runs.append(_run_case(part, case, answer))
        if runs[-1].failure:
            break
    return runs


def _run_case(part: PartKey, case: CaseKey, answer: Answer) -> _Run:
    try:
        value = answer(*from_plain(case.args)) if part.is_function else answer
        if value is None or value is ...:
            return _Run(case, None, *_nothing(part, case))
        plain = to_plain(value)
        if part.measure:
            plain = measured(part.measure, plain, case.args)
        return _Run(case, plain, *(_nothing(part, case) if plain is None else (None, "")))
    except NotMeasurableError as error:
        return _Run(case, None, Outcome.WRONG_SHAPE, str(error))
    except AnswerError as error:
        say = _SAID.get(error.outcome, _shape_message)
        return _Run(case, None, error.outcome, say(part, case, str(error)))
    except NotImplementedError:
        return _Run(case, None, *_nothing(part, case))
    except NotPlainError as error:
        return _Run(case, None, Outcome.WRONG_SHAPE, _shape_message(part, case, str(error)))
    except Exception as error:  # a learner's function may raise anything
        return _Run(case, None, Outcome.CRASHED, _crash_message(part, case, describe(error)))


def _shape_message(part: PartKey, case: CaseKey, what: str) -> str:
    """What is wrong with a shape; on hidden data no more than that, lest names carry the data."""
    return what if case.public else "On other data it gives another kind of answer."


def _nothing(part: PartKey, case: CaseKey) -> tuple[Outcome, str]:
    if not case.public:
        return Outcome.WRONG_SHAPE, "On other data it returns nothing."
    if part.is_function:
        return Outcome.NOT_ATTEMPTED, f"{part.name} returns nothing yet. Is a return missing?"
    return Outcome.NOT_ATTEMPTED, "Nothing here yet."


def passes_check(result: Result) -> bool:
    """Whether a graded answer that lost points would have passed in the notebook."""
    lost = [c for c in result.components if not c.outcome.earns]
    return bool(lost) and all("other data" in c.message for c in lost)


def _crash_message(part: PartKey, case: CaseKey, what: str) -> str:
    """Say where it failed; on hidden data say no more than that, lest the data be told."""
    if not part.is_function:
        return what
    if case.public:
        return f"{part.name} stopped with an error on the data in the notebook. {what}"
    return f"{part.name} runs on the data in the notebook but stops with an error on other data."


def _limit_message(part: PartKey, case: CaseKey, what: str) -> str:
    if case.public:
        return what
    return f"{part.name} runs on the data in the notebook but takes too much on other data. {what}"


_SAID = {
    Outcome.CRASHED: _crash_message,
    Outcome.TIMED_OUT: _limit_message,
    Outcome.OUT_OF_MEMORY: _limit_message,
}
"""How it is said that an answer could not be had; a shape is said as in the notebook."""


def describe(error: BaseException) -> str:
    """An exception in one line, with the line of the learner's code where that is known."""
    line = ""
    traceback = error.__traceback__
    while traceback is not None:
        filename = traceback.tb_frame.f_code.co_filename
        if "ipykernel" in filename or filename.startswith(_CELL_NAMES):
            line = f" (line {traceback.tb_lineno} of your cell)"
        traceback = traceback.tb_next
    try:
        text = str(error).strip().splitlines()
    except Exception:  # a learner's own exception may fail even at this
        text = []
    return f"{type(error).__name__}{line}: {text[0][:200]}" if text else type(error).__name__ + line


_CELL_NAMES = ("<ipython-input", "<cell")
"""How the code of a notebook's cells is named, besides ipykernel's temporary files."""

_PERCENT = "This is in percent; a proportion is asked for, such as 0.12 for 12 %."
_PROPORTION = "This is a proportion; percent are asked for, such as 12 for 0.12."
ONLY_HERE = "Right for the data in the notebook, but not for other data."
_NOTHING = (0.0, "", "none")
"""What many a program computes again and again: a limit that stops at zero, nothing found."""
_CONSTANT = "The same for all data: does it use what it is given, or is it typed in?"

Verdict = tuple[Outcome, str, str]


def _verdicts(part: PartKey, runs: list[_Run]) -> dict[str, Verdict]:
    """The verdict on every component of an answer that could be had in every case."""
    given: dict[str, Given] = {}
    verdicts: dict[str, Verdict] = {}
    for name, component in part.components.items():
        try:
            for run in runs:
                leaves = read_leaves(run.plain, name, component)
                given.setdefault(name, []).append((run.case, leaves))
        except NotReadableError as error:
            verdicts[name] = Outcome.WRONG_SHAPE, _shape_message(part, run.case, str(error)), ""
            given.pop(name, None)
    if part.options and given and not _is_option(part, given[ONLY][0][1]):
        listed = ", ".join(f'"{option}"' for option in part.options)
        return {ONLY: (Outcome.WRONG_SHAPE, f"Choose one of {listed}.", "")}
    verdicts |= {name: v for name, tried in given.items() if (v := _right(cases_of(tried, name)))}
    if verdicts.keys() == part.components.keys():
        return verdicts
    shown = beliefs(part, given)
    for name, tried in given.items():
        if name not in verdicts and (belief := shown.get(name)):
            verdicts[name] = Outcome.MISTAKE, "", belief
        elif name not in verdicts:
            slip = _slip(cases_of(tried, name), part.components[name])
            verdicts[name] = slip or _wrong(tried, name)
    return verdicts


def _is_option(part: PartKey, leaves: list[Leaf]) -> bool:
    return leaves[0] in {option.casefold() for option in part.options}


def _public(given: Given) -> Given:
    return [(case, leaves) for case, leaves in given if case.public]


def _right(cases: Cases) -> Verdict | None:
    if all(expected.right.opens(leaves) for expected, leaves in cases):
        return Outcome.RIGHT, "", ""
    ways = dict.fromkeys(way for expected, _ in cases for way in expected.alternatives)
    for way in ways:
        if all(fits(way, e.alternatives, e.right, leaves) for e, leaves in cases):
            return Outcome.ALTERNATIVE, f"Right, by another convention: {plain_name(way)}.", ""
    return None


def _slip(cases: Cases, component: Component) -> Verdict | None:
    """Slips that need no catalogue: percent for proportion, rounding, the other sign."""
    if component.unit == "proportion" and _right_after(cases, 0.01):
        return Outcome.WRONG_UNIT, _PERCENT, ""
    if component.unit == "percent" and _right_after(cases, 100):
        return Outcome.WRONG_UNIT, _PROPORTION, ""
    if all(is_coarse(e, leaves, component) for e, leaves in cases):
        return Outcome.CLOSE, "Right, but rounded too far: give one digit more.", ""
    if _right_after(cases, -1):
        return Outcome.WRONG, "Right size, other sign. Which way round is it asked for?", ""
    return None


def _right_after(cases: Cases, factor: float) -> bool:
    return _right([(expected, scaled(leaves, factor)) for expected, leaves in cases]) is not None


def _wrong(given: list[tuple[CaseKey, list[Leaf]]], name: str) -> Verdict:
    once_right = any(case.expected[name].right.opens(leaves) for case, leaves in given)
    said = {tuple(_hashable(leaves)) for _, leaves in given}
    constant = len(said) == 1 < len(given) and any(leaf not in _NOTHING for leaf in min(said))
    only_here = ONLY_HERE if _right(cases_of(_public(given), name)) else ""
    if once_right and constant:
        return Outcome.WRONG, f"{_CONSTANT} {only_here}".strip(), ""
    if only_here:
        return Outcome.WRONG, only_here, ""
    asked = {len(case.expected[name].right.phase) for case, _ in given}
    found = {len(leaves) for _, leaves in given}
    if len(asked) == len(found) == 1 < len(given) and asked != found:
        more = "more" if max(found) > max(asked) else "fewer"
        return Outcome.WRONG_SHAPE, f"It has {more} entries than are asked for.", ""
    return Outcome.WRONG, "Not yet.", ""


def _hashable(leaves: list[Leaf]) -> list[Leaf]:
    return ["nan" if isinstance(x, float) and math.isnan(x) else x for x in leaves]
