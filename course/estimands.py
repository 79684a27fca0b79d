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
            codes[f"{brief} {field}"] = one_of(record, field, allowed, f"{brief}, ")
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
