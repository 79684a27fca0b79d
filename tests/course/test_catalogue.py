"""The reference books hold what lessons rely on, and say what is wrong with an entry."""

import re

import pytest

from course.catalogue import (
    CatalogueError,
    Reference,
    bibliography,
    glossary,
    misconceptions,
    read_entry,
)

SOUND = {
    "authors": "Altman DG", "year": 1998, "title": "T", "journal": "BMJ",
    "doi": "10.1136/bmj.317.7168.1309",
}  # fmt: skip


def _grade(text):
    """Flesch-Kincaid grade, with vowel groups for syllables."""
    words = re.findall(r"[A-Za-z']+", text)
    sentences = max(len(re.findall(r"[.!?:](?:\s|$)", text)), 1)
    syllables = sum(max(len(re.findall(r"[aeiouy]+", w.lower().rstrip("e"))), 1) for w in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


@pytest.mark.parametrize("entry", misconceptions().values(), ids=lambda e: e.id)
def test_a_misconception_is_easy_to_read_and_points_to_a_lesson(entry):
    assert _grade(f"{entry.belief} {entry.tempting} {entry.refutation}") <= 9
    assert re.fullmatch(r"m\d\d-[a-z-]+/\d-[a-z-]+#[a-z0-9-]+", entry.lesson)
    assert "*" not in entry.belief + entry.tempting + entry.refutation  # a card shows no emphasis


def test_glossary_and_bibliography_have_no_twins():
    dois = [entry.doi.lower() for entry in bibliography().values()]
    terms = [entry.term.lower() for entry in glossary().values()]
    assert len(set(dois)) == len(dois) > 0
    assert len(set(terms)) == len(terms) > 0


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"doi": "https://doi.org/10.1/x"}, "not a DOI"),
        ({"status": "withdrawn"}, "status"),
        ({"journal": ""}, "no 'journal'"),
        ({"pages": "1-2"}, "unknown key 'pages'"),
    ],
)
def test_a_faulty_entry_is_named_with_its_fault(change, says):
    from course.catalogue import _sound_reference

    with pytest.raises(CatalogueError, match=re.escape(says)) as raised:
        read_entry("bibliography.toml", "altman-1998", SOUND | change, Reference, _sound_reference)
    assert "[altman-1998]" in str(raised.value)
