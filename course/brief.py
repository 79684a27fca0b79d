"""What a machine can see in the parts of a living brief: fields, codes, words and numbers.

It finds structure, not sense: a person reads the rest.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from course.extraction import CODES
from course.writing import reading_grade, structure

PROTOCOL = {
    "population": ("everybody randomised", "everybody dosed", "completers"),
    "outcome": ("interview score", "response", "whichever is larger"),
    "time": ("primary end point", "last visit", "whichever is larger"),
    "crossover": ("set aside", "included"),
    "two_arms": ("widest dose contrast", "each pair is a row"),
    "missing_sd": ("from limits, else set aside", "zero", "typical value"),
    "retracted": ("set aside", "included"),
    "model": ("random effects, Knapp-Hartung", "common effect"),
    "prediction": ("k-1", "k-2", "none"),
}
"""The coded fields of a protocol and what each may hold."""
STRATEGIES = ("treatment policy", "while on treatment", "hypothetical", "composite",
              "principal stratum")  # fmt: skip
EVENTS = 2
"""So many events in between, each with a strategy, belong into a protocol."""


def protocol_codes(protocol: Any) -> dict[str, str | bool] | None:
    """The codes of a protocol, and whether the fields in one's own words are filled.

    "words": question, reader and would_change have three words or more; "dated": the date is
    written YYYY-MM-DD; "strategies": two events or more, each with a strategy. Capitals and spaces
    do not matter, and a coded field may still be empty. Raises ValueError where it holds something
    else.
    """
    if not isinstance(protocol, Mapping):
        raise ValueError("Give a dictionary with the fields of the protocol.")
    if all(protocol.get(field) in (None, ..., "") for field in PROTOCOL):
        return None
    codes: dict[str, str | bool] = {}
    for field, allowed in PROTOCOL.items():
        codes[field] = _code(field, protocol.get(field), allowed)
    own = [protocol.get(field) for field in ("question", "reader", "would_change")]
    codes["words"] = all(_words(text) >= 3 for text in own)
    codes["dated"] = _is_date(str(protocol.get("date", "")).strip())
    events = protocol.get("events")
    codes["strategies"] = (
        isinstance(events, Mapping)
        and len(events) >= EVENTS
        and all(_plain(strategy).replace("-", " ") in STRATEGIES for strategy in events.values())
    )
    return codes


def _code(field: str, value: Any, allowed: Iterable[str]) -> str:
    """A field as one of the allowed texts, "" where it is empty; as kind as a reader would be."""
    if value in (None, ..., ""):
        return ""
    spelt = {_spelling(text): text for text in allowed}
    if _spelling(value) not in spelt:
        raise ValueError(f"{field}: {value!r:.60} is none of “{'”, “'.join(spelt.values())}”.")
    return spelt[_spelling(value)]


def _spelling(text: Any) -> str:
    """A text without its capitals and spaces, and with one kind of hyphen."""
    return re.sub(r"[‐‑–−]", "-", "".join(str(text).split())).casefold()


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def faults_by_code(found: Any, table: Any) -> dict[str, str]:
    """The rows that were found for each code, as one text in order, "of" all the rows of the table.

    ``found`` is a list of texts "row_id: code". Raises ValueError where a text is another.
    """
    rows: dict[str, set[str]] = {code: set() for code in CODES}
    for pair in _list(found):
        row, _, code = (part.strip() for part in str(pair).partition(":"))
        if code not in rows:
            raise ValueError(f"Each entry is a text such as “row_2: unit”; this is {pair!r:.60}.")
        rows[code].add(row)
    return {code: _among(ids, len(table)) for code, ids in rows.items()}


def kept_by_rule(rows: Any, table: Any) -> dict[str, str]:
    """The rows that were kept, as texts, by the rule that speaks of them, of all that it concerns.

    "repaired": of the rows with a missing SD; "chosen": of those that share trial, control and
    time with another row; "set_aside": of all others. Raises ValueError where it is no row's id.
    """
    if isinstance(rows, pd.DataFrame):
        raise ValueError("Give the ids of the rows alone, such as list(rows.row_id).")
    kept = {str(row).strip() for row in _list(rows)}
    if unknown := sorted(kept - set(table["row_id"])):
        raise ValueError(f"Give ids of rows, such as “row_2”; none is called {unknown[0]!r:.40}.")
    missing = table[["sd_active", "sd_control"]].isna().any(axis=1)
    shared = table.duplicated(["trial_id", "arm_control", "timepoint_weeks"], keep=False)
    groups = {"repaired": missing, "chosen": shared & ~missing, "set_aside": ~(missing | shared)}
    return {
        rule: _among(kept & set(table["row_id"][group]), int(group.sum()))
        for rule, group in groups.items()
    }


def _among(rows: set[str], all_rows: int) -> str:
    """Some rows of many; a table with more rows is told apart even where none is named."""
    return f"{', '.join(sorted(rows)) or 'none'} of {all_rows}"


LENGTH = (350, 500)
ALWAYS = (50.0, 95.0, 100.0)
FIXED = 6
"""So many numbers may stand in the line that begins "Fixed numbers:"."""
_NUMBER = re.compile(r"(?<![\w.,])(?<![A-Za-z][-‑])\d+(?:,\d{3})*(?:\.\d+)?(?![\w])")
_NO_RESULT = re.compile(
    r"https?://\S+|\b10\.\d{4,}/\S+|^\s*\d+[.)]\s|\b\d{4}-\d\d-\d\d\b|\bphase \d\b",
    re.MULTILINE | re.IGNORECASE,
)
"""Addresses, DOIs, the numbers of a numbered list, dates, and the phase of a trial."""
_DECLARED = re.compile(r"\bfixed numbers\W*?:", re.IGNORECASE)


def brief_signs(text: Any, numbers: Any) -> dict[str, bool] | None:
    """What a brief holds of the numbers that it was made from, each True or False.

    "words": 350 to 500; "traced": every number of the text is one of ``numbers``, rounded as it is
    printed, or follows from them (see ``following``), or is 50, 95 or 100, or stands in a last line
    "Fixed numbers: ..." of six at most; "effect", "interval", "prediction", "people", "harm": the
    numbers that belong to it are there.
    A number is looked for by its size: signs are not compared.
    """
    if not isinstance(text, str):
        raise ValueError("render_brief should return a text.")
    if not text.strip():
        return None
    tokens, fixed = _numbers_in(text)

    def shown(*names: str) -> bool:
        return all(any(_prints(token, numbers[name]) for token in tokens) for name in names)

    low, high = LENGTH
    return {
        "words": low <= _words(text) <= high,
        "traced": bool(tokens) and len(fixed) <= FIXED and not untraced(text, numbers),
        "effect": shown("g", "better_per_100"),
        "interval": shown("low", "high"),
        "prediction": shown("pi_low", "pi_high"),
        "people": shown("k", "people", "set_aside"),
        "harm": shown("severe_active", "n_active", "severe_control", "n_control"),
    }


def untraced(text: str, numbers: Mapping[str, float]) -> list[str]:
    """The numbers of a brief that are none of ``numbers`` and not declared: look at these."""
    tokens, fixed = _numbers_in(text)
    known = (*ALWAYS, *map(_value, fixed[:FIXED]))
    values = [(value, False) for value in numbers.values()]
    values += [(value, True) for value in following(numbers)]
    return [
        token
        for token in tokens
        if _value(token) not in known
        and not any(_prints(token, value, whole=whole) for value, whole in values)
    ]


def following(numbers: Mapping[str, float]) -> list[float]:
    """Numbers per 100 that a page may print as well: severe events in each arm, and people more.

    The last one counts from the 50 of 100 who are below the average without any difference.
    """
    rates = [
        100 * numbers[f"severe_{arm}"] / numbers[f"n_{arm}"]
        for arm in ("active", "control")
        if numbers.get(f"n_{arm}")
    ]
    better = numbers.get("better_per_100")
    return rates + ([] if better is None else [better - 50])


def _numbers_in(text: str) -> tuple[list[str], list[str]]:
    """The numbers of a text in digits, and those that its last line declares fixed."""
    body, *rest = _DECLARED.split(_NO_RESULT.sub(" ", text), maxsplit=1)
    return _NUMBER.findall(body), _NUMBER.findall("".join(rest))


def _value(token: str) -> float:
    return float(token.replace(",", ""))


def _prints(token: str, value: float, *, whole: bool = False) -> bool:
    """Whether a printed number is this value, rounded to its digits; not 1 for 0.71.

    ``whole``: it may be printed without decimals, however small it is.
    """
    size, digits = abs(float(value)), len(token.partition(".")[2])
    if not whole and not digits and size < 10 and abs(size - round(size)) > 1e-9:
        return False
    return abs(_value(token) - size) <= 0.5 * 0.1**digits + 1e-9


LOG = ("step", "choice", "alternative", "why", "run", "value")
RUNS = ("common_effect", "placebo_only", "without_largest", "weakest_left_out")
"""The runs of a sensitivity analysis that a decision may point to."""
ROWS = 8


def log_signs(decisions: Any) -> dict[str, bool | float] | None:
    """What a decision log holds: its columns, its rows, its reasons, and the numbers of two runs.

    "columns": step, choice, alternative, why, run, value; "rows": eight or more; "why": each says
    why, in three words or more; "alternative": each names another choice. For the runs
    "placebo_only" and "without_largest": the value logged beside it, or NaN.
    """
    frame = log_frame(decisions)
    if frame.empty:
        return None
    columns = all(column in frame for column in LOG)
    blank = pd.Series("", index=frame.index)
    why, choice, other = (frame.get(c, blank) for c in ("why", "choice", "alternative"))
    both = list(zip(map(_plain, choice), map(_plain, other), strict=True))
    logged = {}
    if columns:
        rows = zip(map(_plain, frame["run"]), frame["value"], strict=True)
        numbers = ((run, _number(value)) for run, value in rows)
        logged = {run: number for run, number in numbers if run and not math.isnan(number)}
    return {
        "columns": columns,
        "rows": len(frame) >= ROWS,
        "why": all(_words(text) >= 3 for text in why),
        "alternative": all(a and b and a != b for a, b in both),
        **{run: logged.get(run, math.nan) for run in ("placebo_only", "without_largest")},
    }


def log_frame(decisions: Any) -> pd.DataFrame:
    """A log as a table, whether it was built as one, as a list of rows or as columns."""
    if isinstance(decisions, pd.DataFrame | Mapping):
        return pd.DataFrame(decisions)
    return pd.DataFrame(_list(decisions))


REPLY = (130, 170)


def reply_signs(reply: Any) -> dict[str, bool] | None:
    """The signs of ``course.writing.structure`` for a reply of 130 to 170 words, no headline."""
    if not isinstance(reply, str):
        raise ValueError("The reply should be a text.")
    signs = structure("", reply) or {}
    if not reply.strip():
        return None
    low, high = REPLY
    kept = ("number", "comparator", "population", "uncertainty", "harm", "status")
    grade = reading_grade(reply) <= 10
    return {"words": low <= _words(reply) <= high} | {s: signs[s] for s in kept} | {"grade": grade}


def _words(text: Any) -> int:
    return len(text.split()) if isinstance(text, str) else 0


def _plain(value: Any) -> str:
    return value.strip().casefold() if isinstance(value, str) else ""


def _number(value: Any) -> float:
    """A number, also one that is written as a text; NaN where there is none."""
    try:
        return float(str(value).replace("−", "-"))
    except ValueError:
        return math.nan


def _list(value: Any) -> list[Any]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise ValueError("Give a list.")
    return list(value)
