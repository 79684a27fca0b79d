"""What a machine can see in a record or a text that a learner hands in.

Each function takes what was handed in and says what holds of it. It sees structure and words, not
sense: a record may hold all of it and argue badly, and a person judges that. None means that
nothing is there yet; a ValueError says kindly what cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from course.writing import reading_grade

BRIEFS = ("ministry", "pharmacologist", "regulator")
STRATEGIES = (
    "treatment policy",
    "while on treatment",
    "hypothetical",
    "composite",
    "principal stratum",
    "intention to treat",
    "not considered",
)
ESTIMAND = {
    "population": ("everybody randomised", "everybody dosed", "completers"),
    "variable": ("CAPS-5 change at week 18", "response", "p-value"),
    "stopped": STRATEGIES,
    "other_treatment": STRATEGIES,
    "knew_the_arm": STRATEGIES,
    "summary": ("difference of means", "risk difference", "mixed model", "t-test"),
}
"""The fields of an estimand record and what each may hold."""


def estimand_codes(estimands: Any) -> dict[str, str | bool] | None:
    """The codes of three estimand records, one entry for each field, and whether each agrees.

    A record agrees with itself when a composite strategy goes with response and a risk difference,
    and a difference of means with a change. Raises ValueError where a field is missing or holds
    something else than its allowed values.
    """
    if not isinstance(estimands, Mapping):
        raise ValueError("Give a dictionary with the three records.")
    if all(estimands.get(brief) in (None, ...) for brief in BRIEFS):
        return None
    codes: dict[str, str | bool] = {}
    for brief in BRIEFS:
        record = estimands.get(brief)
        if not isinstance(record, Mapping):
            raise ValueError(f"The record {brief!r} is missing or not a dictionary.")
        for field, allowed in ESTIMAND.items():
            value = record.get(field)
            if value not in allowed:
                raise ValueError(f"{brief}, {field}: write one of {', '.join(allowed)}.")
            codes[f"{brief} {field}"] = str(value)
        composite = "composite" in [
            record[f] for f in ("stopped", "other_treatment", "knew_the_arm")
        ]
        counted = (record["variable"], record["summary"]) == ("response", "risk difference")
        means = (record["variable"], record["summary"]) == (
            "CAPS-5 change at week 18",
            "difference of means",
        )
        codes[f"{brief} agrees"] = counted if composite else counted or means
    return codes


ELEMENTS = ("perceptual", "self", "touch", "abuse", "data", "practitioner", "understanding")
"""Seven things that a consent form should explain here (table consent_facts)."""

CONSENT_GRADE, CONSENT_WORDS, SENTENCE_WORDS = 8, (110, 190), (6, 18)
CONSENT_PATTERNS = {
    "distress": r"fear\w*|afraid|scar(ed|y)|anxi\w+|distress\w*|panic\w*|bad memories|upset\w*",
    "body": r"blood pressure|heart|pulse",
    "lasting": r"long (time|after)|lasts?|lasting|persist\w*|permanent\w*|for good|"
    r"weeks|months|years",
    "touch": r"touch\w*|(hold|holds|holding|take) (your|a) hands?|hand on|physical contact|hug\w*",
    "abuse": r"sex\w*|abus\w+|harass\w*",
    "data": r"film\w*|record\w*|video\w*|camera\w*|tape[ds]?|data",
    "stop": r"leave|stop|quit|say no|walk out|drop out|withdraw\w*|discontinu\w*",
    "unknown": r"(do not|don['’]t|not) (yet )?know[ns]?|unknown|unsure|not sure|uncertain\w*|"
    r"(nobody|no one) (yet )?(knows|can (say|tell))|can(not|['’]t) (say|tell)|"
    r"cannot \w+ be quantified",
}
"""Words by which each of the eight elements of the consent text is found, in any case."""


def consent_signs(text: object) -> dict[str, bool] | None:
    """What a consent text holds, each True or False; None while it is not written.

    "grade": it reads at school grade 8 or below; "words": it has 110 to 190; "sentences": they
    have 6 to 18 words on average, and at most one has fewer than 3; then the eight elements.
    """
    if text is None or text is ...:
        return None
    if not isinstance(text, str):
        raise ValueError("This is not a text. Write it between quotes.")
    low, high = CONSENT_WORDS
    lengths = [len(s.split()) for s in re.split(r"[.!?]+(?:\s|$)", text) if s.strip()]
    mean = sum(lengths) / max(len(lengths), 1)
    scraps = sum(length < 3 for length in lengths)
    return {
        "grade": bool(lengths) and reading_grade(text) <= CONSENT_GRADE,
        "words": low <= len(text.split()) <= high,
        "sentences": SENTENCE_WORDS[0] <= mean <= SENTENCE_WORDS[1] and scraps <= 1,
        **{
            element: bool(re.search(rf"\b({words})\b", text, re.IGNORECASE))
            for element, words in CONSENT_PATTERNS.items()
        },
    }


def consent_findings(found: object, text: str = "", words: object = None) -> object:
    """An audit of a consent text with the missing elements in alphabetical order, as they may come.

    ``text`` and ``words`` are what it was made from. What has another form is left as it is.
    """
    missing = found.get("missing") if isinstance(found, Mapping) else None
    if isinstance(missing, list | tuple | set) and all(isinstance(e, str) for e in missing):
        return {**found, "missing": sorted(missing)}  # type: ignore[dict-item]
    return found


_THREE_LISTS = "Give three lists, forms A, B and C, of seven codes each."


def consent_codes(codes: object) -> dict[str, int] | None:
    """The codes of three forms by cell, such as "A touch"; None while they are not written.

    ``codes`` are three lists of seven codes, forms A, B and C, elements in the order of
    ``ELEMENTS``, or a table with rows A, B and C and the elements as columns; each code is
    0 (absent), 1 (mentioned) or 2 (explained).
    """
    if codes is None or codes is ...:
        return None
    if isinstance(codes, pd.DataFrame):
        codes = codes.to_dict("index")
    if isinstance(codes, Mapping):
        codes = [codes.get(form) for form in "ABC"]
    try:
        rows = [
            [row.get(element) for element in ELEMENTS] if isinstance(row, Mapping) else list(row)
            for row in codes  # type: ignore[attr-defined]
        ]
    except TypeError:
        raise ValueError(_THREE_LISTS) from None
    if len(rows) != 3 or any(len(row) != len(ELEMENTS) for row in rows):
        raise ValueError(_THREE_LISTS)
    if any(code not in (0, 1, 2) for row in rows for code in row):
        raise ValueError("Each code is 0 (absent), 1 (mentioned) or 2 (explained).")
    return {
        f"{form} {element}": int(code)
        for form, row in zip("ABC", rows, strict=True)
        for element, code in zip(ELEMENTS, row, strict=True)
    }


CASE = {
    "L01": ("fact", "The session was filmed. The film is kept on the clinic's server."),
    "L02": (
        "fact",
        "Before the session the participant and the team wrote down which touch was all right: "
        "a hand on the shoulder, ended by one word.",
    ),
    "L03": (
        "fact",
        "Eleven months later the participant writes to the team: a therapist held both my hands "
        "after I had said no.",
    ),
    "L04": ("fact", "Nobody has looked at the film since the day of the session."),
    "L05": ("fact", "By the data plan the film will be deleted in 30 days."),
    "L06": ("fact", "The therapist has two sessions with other participants next week."),
    "L07": (
        "result",
        "The participant's symptoms were much better at the end of the trial, and those of the "
        "treated group were better than those of the control group.",
    ),
    "L08": ("rule", "The protocol allows supportive touch."),
    "L09": ("rule", "The law asks for no report of events that are told after six months."),
    "L10": ("hearsay", "A colleague says that this participant complains about everything."),
    "L11": ("hearsay", "Somebody has heard of a second letter like this one."),
    "L12": ("open", "What the film shows at that moment."),
    "L13": ("open", "Whether other people were touched beyond what was agreed."),
    "L14": ("open", "What the participant wishes to happen now."),
    "L15": (
        "fact",
        "If the therapist is paused, two participants lose a session that they prepared for.",
    ),
    "L16": (
        "fact",
        "The head of the team asks everybody to wait until the paper is out, in four months.",
    ),
}
"""The case of the memo, a composite invented for the course: each line with its kind."""

MEMO = {
    "people": (
        "participant who reports", "other participants", "therapist", "team", "sponsor",
        "ethics board", "future patients",
    ),
    "principles": ("autonomy", "benefit", "no harm", "justice", "honesty"),
    "options": (
        "wait for the paper", "team looks into it", "ethics board now, therapist paused",
        "ethics board now, trial paused", "end the trial",
    ),
    "inquiry": ("team", "head of the team", "sponsor", "ethics board", "independent panel"),
}  # fmt: skip
"""The words that a memo record may use."""

_OUTSIDE = {"ethics board", "independent panel"}
_SOON = 7
_FORM = {
    "facts": "ids", "unknown": "ids", "reasons": "ids", "against_choice": "ids",
    "would_change_it": "ids", "stakeholders": "people", "told": "people", "weighed": "options",
}  # fmt: skip


def memo_flags(memo: object) -> dict[str, bool] | None:
    """What the bones of a memo hold, each True or False; None while it is not written.

    "lines_apart": three facts or more, no line twice, no hearsay and no open question among the
    facts; "principles_differ": three or more that do not all pull one way; "not_by_result" and
    "not_by_rule": the reasons rest neither on how well it went nor on rules alone;
    "reporter_told": the person who reports counts and is told; "outside": somebody outside the
    team inquires; "soon": the first act comes within seven days,
    and it is not to wait for the paper; "three_options": three or
    more were weighed; "objection": a line against the own choice;
    "open_to_change": an open question that could change it.
    """
    if memo is None or memo is ...:
        return None
    if not isinstance(memo, Mapping):
        raise ValueError("A memo is a dictionary with the entries of the table.")
    given = {name: _words(memo, name, kind) for name, kind in _FORM.items()}
    principles = _principles(memo.get("principles"))
    choice = _one(memo, "choice", given["weighed"])
    inquiry = _one(memo, "who_inquires", list(MEMO["inquiry"]))
    days = memo.get("by_when_days")
    if isinstance(days, bool) or not isinstance(days, int | float):
        raise ValueError("by_when_days is a number of days.")
    kinds = {name: {CASE[line][0] for line in given[name]} for name in ("facts", "reasons")}
    reporter = MEMO["people"][0]
    own_lines = set(given["against_choice"]) - set(given["reasons"])
    return {
        "lines_apart": len(set(given["facts"])) >= 3
        and not set(given["facts"]) & set(given["unknown"])
        and not kinds["facts"] & {"hearsay", "open"},
        "principles_differ": len(principles) >= 3 and len(set(principles.values())) >= 2,
        "not_by_result": bool(kinds["reasons"]) and "result" not in kinds["reasons"],
        "not_by_rule": bool(kinds["reasons"] - {"rule"}),
        "reporter_told": reporter in given["stakeholders"] and reporter in given["told"],
        "outside": inquiry in _OUTSIDE,
        "soon": 0 <= days <= _SOON and choice != MEMO["options"][0],
        "three_options": len(set(given["weighed"])) >= 3,
        "objection": bool(own_lines),
        "open_to_change": any(CASE[line][0] == "open" for line in given["would_change_it"]),
    }


def _words(memo: Mapping[Any, Any], name: str, kind: str) -> list[str]:
    """A list of a memo, each entry one of the allowed words."""
    values = memo.get(name)
    if isinstance(values, str) or not isinstance(values, list | tuple | set):
        raise ValueError(f"{name} is a list, such as ['L01', 'L02'] or of the words allowed.")
    allowed = tuple(CASE) if kind == "ids" else MEMO[kind]
    for value in values:
        if value not in allowed:
            raise ValueError(f"{name}: {value!r} is none of {', '.join(allowed)}.")
    return list(values)


def _one(memo: Mapping[Any, Any], name: str, allowed: list[str]) -> str:
    value = memo.get(name)
    if value not in allowed:
        raise ValueError(f"{name}: {value!r} is none of {', '.join(allowed)}.")
    return str(value)


def _principles(value: object) -> dict[str, str]:
    """Each principle with the option that it pulls towards."""
    if not isinstance(value, Mapping):
        raise ValueError("principles is a dictionary: each principle with the option it pulls to.")
    for principle, option in value.items():
        if principle not in MEMO["principles"]:
            raise ValueError(
                f"principles: {principle!r} is none of {', '.join(MEMO['principles'])}."
            )
        if option not in MEMO["options"]:
            raise ValueError(f"principles: {option!r} is none of {', '.join(MEMO['options'])}.")
    return {str(principle): str(option) for principle, option in value.items()}


LEVELS = ("very low", "low", "moderate", "high")
"""Certainty of evidence, from the lowest."""

GRADE_REASONS = {
    "bias": ("aware_participants", "unmasked_rater", "loss", "deviations"),
    "inconsistency": ("i2_limits", "pi_crosses_zero"),
    "indirectness": ("aware_participants", "prior_use", "therapy_differs"),
    "imprecision": ("wide_interval", "few_people", "pi_crosses_zero"),
    "publication": ("small_trials", "sponsor"),
}
"""The five domains of GRADE, and the reasons that a record may give in each."""

GRADE_EVIDENCE = {
    "aware_participants": ("guessed",),
    "unmasked_rater": ("rob_low_count",),
    "loss": ("rob_low_count", "n_missing"),
    "deviations": ("rob_low_count",),
    "i2_limits": ("i2_high",),
    "pi_crosses_zero": ("pi",),
    "prior_use": ("prior_use",),
    "therapy_differs": ("sessions",),
    "wide_interval": ("ci", "pi"),
    "few_people": ("n",),
    "small_trials": ("egger_p", "n"),
    "sponsor": ("trials_by_sponsor",),
}
"""For each reason the evidence that speaks to it."""

_WHY = 5
_EVIDENCE = sorted({key for keys in GRADE_EVIDENCE.values() for key in keys})


def grade_flags(record: object) -> dict[str, bool | str] | None:
    """What a record of certainty holds; None while it is not written.

    "start": where it starts; "sum": whether the level "agrees" with start minus steps, or lies
    "above" or "below"; "reasons": whether steps and reasons go "together"; then, each True or
    False: "domain" (each reason fits its domain), "evidence" (each reason names what speaks to it),
    "one_door" (no reason in two domains), "interval" (a step for imprecision cites one), "two"
    (a step of two has two reasons or a note), "argued" (every domain has a reason, or a note of
    five words or more that says why it has none).
    """
    if record is None or record is ...:
        return None
    if not isinstance(record, Mapping):
        raise ValueError("Give a dictionary with the entries of the table.")
    start, level = (_level(record, name) for name in ("start", "level"))
    domains = {name: _domain(record, name) for name in GRADE_REASONS}
    steps = {name: int(d["steps"]) for name, d in domains.items()}
    reasons = {name: d["reasons"] for name, d in domains.items()}
    given = [reason for codes in reasons.values() for reason in codes]
    due = max(0, LEVELS.index(start) - sum(steps.values()))
    side = LEVELS.index(level) - due
    cited = set(domains["imprecision"]["evidence"])
    return {
        "start": start,
        "sum": "agrees" if side == 0 else "above" if side > 0 else "below",
        "reasons": _paired(steps, reasons),
        "domain": all(set(reasons[name]) <= set(GRADE_REASONS[name]) for name in steps),
        "evidence": all(
            set(GRADE_EVIDENCE[reason]) & set(domains[name]["evidence"])
            for name in steps
            for reason in reasons[name]
        ),
        "one_door": len(given) == len(set(given)),
        "interval": steps["imprecision"] == 0 or bool(cited & {"ci", "pi"}),
        "two": all(
            steps[name] < 2 or len(reasons[name]) > 1 or _says(domains[name]) for name in steps
        ),
        "argued": all(bool(reasons[name]) or _says(domains[name]) for name in steps),
    }


def _level(record: Mapping[Any, Any], name: str) -> str:
    value = record.get(name)
    if value not in LEVELS:
        raise ValueError(f"{name}: write one of {', '.join(LEVELS)}.")
    return str(value)


def _domain(record: Mapping[Any, Any], name: str) -> dict[str, Any]:
    """One domain of a record, with lists and a note in place where they were left out."""
    entry = record.get(name)
    if not isinstance(entry, Mapping):
        raise ValueError(f"{name}: give a dictionary with steps, reasons, evidence and note.")
    steps = entry.get("steps")
    if isinstance(steps, bool) or steps not in (0, 1, 2):
        raise ValueError(f"{name}: steps is 0, 1 or 2.")
    lists = {}
    for field, allowed in (("reasons", list(GRADE_EVIDENCE)), ("evidence", _EVIDENCE)):
        values = entry.get(field, [])
        if isinstance(values, str) or not isinstance(values, list | tuple | set):
            raise ValueError(f"{name}: {field} is a list, such as ['{allowed[0]}'].")
        for value in values:
            if value not in allowed:
                raise ValueError(f"{name}, {field}: {value!r} is none of {', '.join(allowed)}.")
        lists[field] = list(values)
    return {"steps": steps, "note": str(entry.get("note", "")), **lists}


def _paired(steps: Mapping[str, int], reasons: Mapping[str, list[str]]) -> str:
    if any(steps[name] and not reasons[name] for name in steps):
        return "a step without a reason"
    if any(reasons[name] and not steps[name] for name in steps):
        return "a reason without a step"
    return "together"


def _says(domain: Mapping[str, Any]) -> bool:
    return len(str(domain["note"]).split()) >= _WHY
