"""What a coded estimand holds: its fields, their allowed values, and whether they agree.

It sees structure and words, not sense: a person judges that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from course.records import one_of

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
    and a difference of means with a change. A response that no composite strategy asks for is coded
    as standing alone. A record or field that is not written yet has empty codes. Raises ValueError
    where a field is misspelt or holds something else than its allowed values.
    """
    if not isinstance(estimands, Mapping):
        raise ValueError("Give a dictionary with the three records.")
    records = {brief: estimands.get(brief) for brief in BRIEFS}
    if all(record in (None, ...) for record in records.values()):
        return None
    return {
        f"{brief} {field}": code
        for brief, record in records.items()
        for field, code in _codes(brief, record).items()
    }


def _codes(brief: str, record: Any) -> dict[str, str | bool]:
    """The codes of one record, and whether they agree."""
    if record in (None, ...):
        record = {}
    if not isinstance(record, Mapping):
        raise ValueError(f"The record {brief!r} is not a dictionary.")
    missing = [field for field in ESTIMAND if field not in record]
    unknown = [name for name in record if name not in ESTIMAND]
    if missing and unknown:
        raise ValueError(f"{brief}: {unknown[0]!r} is no field, and {missing[0]!r} is missing.")
    codes = {field: _code(brief, record, field) for field in ESTIMAND}
    composite = "composite" in (codes[f] for f in ("stopped", "other_treatment", "knew_the_arm"))
    outcome = codes["variable"], codes["summary"]
    counted = outcome == ("response", "risk difference")
    means = outcome == ("CAPS-5 change at week 18", "difference of means")
    if not composite:
        alone = {"response", "risk difference"}
        codes = {f: f"{code} alone" if code in alone else code for f, code in codes.items()}
    return codes | {"agrees": counted if composite else counted or means}


def _code(brief: str, record: Mapping[Any, Any], field: str) -> str:
    if record.get(field) in (None, ...):
        return ""
    return one_of(record, field, ESTIMAND[field], f"{brief}, ")
