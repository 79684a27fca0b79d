"""What a consent text holds, and how forms are coded element by element.

It sees structure and words, not sense: a person judges that. None means that nothing is there yet;
a ValueError says kindly what cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from course.writing import reading_grade

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
