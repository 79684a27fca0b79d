"""Words that say more than the numbers behind them. Pure: a text in, what is wrong with it out."""

from __future__ import annotations

import re
from collections.abc import Iterator

QUOTED = re.compile(r"“[^”]*”")
SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n\s*\n|\n(?=[-|] )")
UNSURE = re.compile(
    r"\b(?:interval|truth|true|difference|effect|gap|ratio|risk|odds|NNT|number needed)\b",
    re.IGNORECASE,
)
BOUND = re.compile(
    r"\b(?:may|might|could|can)\s+(?:still\s+)?(?:be|lie|run|reach)\s+"
    r"(?:as\s+(?:small|little|low|few|large|high|great|big|many|much)\s+as|any(?:where|thing)\s+"
    r"(?:from|between))\b|\btru(?:e\s+\w+|th)\s+(?:lies|is)\s+(?:somewhere\s+)?between\b",
    re.IGNORECASE,
)
SIDE_EFFECT = re.compile(r"\bside[ -]effects?\b", re.IGNORECASE)
TOLD_APART = re.compile(r"\b(?:adverse|unwanted|caused?|causes|not)\b", re.IGNORECASE)


def overclaims(text: str) -> Iterator[tuple[str, str]]:
    """Each sentence that says too much: what it does, and how to say it. Quotations may."""
    for sentence in SENTENCE.split(QUOTED.sub(" ", text)):
        words = " ".join(sentence.split())
        if BOUND.search(words) and UNSURE.search(words):
            what = f"It makes walls of an interval's ends: {words[:90]!r}."
            yield what, "Say what the data fit best, then what they still fit fairly well."
        if SIDE_EFFECT.search(words) and not TOLD_APART.search(words):
            what = f"It calls an event a side effect: {words[:90]!r}."
            yield what, "Write adverse event: of whatever cause."
