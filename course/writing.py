"""What a machine can see in a short public text: its length, its words, how hard it is to read.

It finds words, not sense: a text may pass and be wrong, and a person judges that.
"""

from __future__ import annotations

import re

HEADLINE_WORDS = 15
TEXT_WORDS = (100, 140)
GRADE = 10
_NUMBER = r"\d+|quarter|one|two|three|four|five|six|seven|eight|nine|ten|half|third"
_SIGNS = {
    "number": rf"\b({_NUMBER})\b",
    "comparator": r"\b(placebo|compar(ed|ison)|control|versus|vs|without (the drug|MDMA|it)|than|"
    r"other group|both groups|therapy (alone|only)|(dummy|inactive|sugar) (pills?|capsules?))\b",
    "population": r"\b(people|adults|men|women|patients|participants|volunteers|veterans|couples)\b"
    r"( \w+)? (with|who|whose|in)\b|\bwith (\w+ ){0,3}(PTSD|post-?traumatic)",
    "uncertainty": r"\b(may|might|could|unclear|uncertain\w*|unsure|sure|unknown|know[ns]?|between|"
    r"interval|range|small|few|cannot|doubts?|perhaps|possibly|probably|likely|"
    r"too early|guess\w*)\b",
    "harm": r"\b(harm\w*|side[ -]effects?|adverse|nausea|sick\w*|risks?|anxiety|anxious|unwell|"
    r"tight\w*|blood pressure|suicid\w+|(unwanted|ill|bad) effects?|headaches?|dizz\w+|vomit\w*|"
    r"(severe|serious) (events?|reactions?|problems?))\b",
    "status": r"\b((dis)?approv\w+|refus\w+|reject\w+|declin\w+|turned down|regulators?|"
    r"authori[sz]\w+|authority|licen[cs]\w+|phase (3|three|III)|experimental|FDA|"
    r"under review|said no|registered|prescri\w+)\b",
}


def structure(headline: object, text: object) -> dict[str, bool] | None:
    """What a headline and its text hold, each True or False; None while either is not written.

    "headline": 3 to 15 words; "words": the text has 100 to 140; "number", "comparator",
    "population", "uncertainty", "harm", "status": the text has a word of that kind;
    "grade": the text reads at school grade 10 or below.
    """
    if not isinstance(headline, str) or not isinstance(text, str):
        return None
    low, high = TEXT_WORDS
    return {
        "headline": 3 <= len(headline.split()) <= HEADLINE_WORDS,
        "words": low <= len(text.split()) <= high,
        **{sign: bool(re.search(words, text, re.IGNORECASE)) for sign, words in _SIGNS.items()},
        "grade": bool(text.split()) and reading_grade(text) <= GRADE,
    }


def story_signs(story: object) -> dict[str, bool] | None:
    """What ``structure`` finds in a story: its headline on the first line, its text on the others.

    Raises:
        ValueError: when it is no text, or has no line under its headline.

    """
    if story is None or story is ...:
        return None
    if not isinstance(story, str):
        raise ValueError("A story is a text between quotes.")
    headline, _, text = story.strip().partition("\n")
    if not text.strip():
        raise ValueError("A story has its headline on the first line and its text below.")
    return structure(headline, text)


def counts(text: str) -> tuple[int, int, int]:
    """Words, sentences and syllables of an English text; syllables by groups of vowels."""
    words = re.findall(r"[A-Za-z'’]+", text)
    sentences = max(len(re.findall(r"[.!?](?=\s|$|[”\"’])", text)), 1)
    syllables = sum(max(len(re.findall(r"[aeiouy]+", w.lower().rstrip("e"))), 1) for w in words)
    return len(words), sentences, syllables


def reading_grade(text: str) -> float:
    """School grade by Flesch and Kincaid (doi 10.21236/ADA006655); 0.0 for a text without words."""
    words, sentences, syllables = counts(text)
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59 if words else 0.0
