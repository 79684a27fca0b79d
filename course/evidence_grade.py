"""What a record of certainty (GRADE) holds: its levels, steps, reasons and evidence.

It sees structure and words, not sense: a person judges that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from course.records import one_of, some_of

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
    start, level = (one_of(record, name, LEVELS) for name in ("start", "level"))
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


def _domain(record: Mapping[Any, Any], name: str) -> dict[str, Any]:
    """One domain of a record, with lists and a note in place where they were left out."""
    entry = record.get(name)
    if not isinstance(entry, Mapping):
        raise ValueError(f"{name}: give a dictionary with steps, reasons, evidence and note.")
    steps = entry.get("steps")
    if isinstance(steps, bool) or steps not in (0, 1, 2):
        raise ValueError(f"{name}: steps is 0, 1 or 2.")
    entry = {"reasons": [], "evidence": [], "note": ""} | dict(entry)
    return {
        "steps": steps,
        "note": str(entry["note"]),
        "reasons": some_of(entry, "reasons", GRADE_EVIDENCE, f"{name}, "),
        "evidence": some_of(entry, "evidence", _EVIDENCE, f"{name}, "),
    }


def _paired(steps: Mapping[str, int], reasons: Mapping[str, list[str]]) -> str:
    if any(steps[name] and not reasons[name] for name in steps):
        return "a step without a reason"
    if any(reasons[name] and not steps[name] for name in steps):
        return "a reason without a step"
    return "together"


def _says(domain: Mapping[str, Any]) -> bool:
    return len(str(domain["note"]).split()) >= _WHY
