"""The fictional feature: one text, always labelled, about nobody who exists."""

import re

import course.display
from course import load
from course.feature import LABEL, page


def test_every_line_says_that_it_is_fiction():
    feature = load("feature")
    assert feature.line.tolist() == list(range(1, len(feature) + 1))
    assert set(feature.source_tier) == {"F"}
    assert feature.known_issue.str.startswith("Invented for this course").all()


def test_nobody_is_named_and_nothing_tells_how_to_get_or_take_a_drug():
    text = " ".join(load("feature").fictional_text)
    people = set(re.findall(r"(?<![.!?“] )(?<!^)\b[A-Z][a-z]+ [A-Z][a-z]+\b", text))
    assert people == set()
    assert not re.search(r"\b\d+ ?(mg|milligrams?|grams?|hits?)\b|\bdose of\b", text)


def test_a_page_shows_the_lines_asked_for_under_the_label(monkeypatch):
    shown = []
    monkeypatch.setattr(course.display, "sink", shown.append)
    page(7, 8)
    (bundle,) = shown
    lines = load("feature").set_index("line").fictional_text
    for form in ("text/html", "text/plain"):
        assert LABEL in bundle[form]
        assert "friend of a friend" in bundle[form]
        assert "dance floors" not in bundle[form]
    assert lines[8] in bundle["text/plain"]
