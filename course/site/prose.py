"""Markdown of lessons and assignments, prepared for the site: terms, sources, links."""

from __future__ import annotations

import re
from html import escape

from course.catalogue import Reference, bibliography, glossary

TERM = re.compile(r"\[([^\]]+)\]\((?:\.\./)*glossary\.md#([\w-]+)\)")
CITED = re.compile(r"\[([^\]]+)\]\(https://doi\.org/(10\.(?:[^\s()]|\([^\s()]*\))+)\)")


def prepared(text: str, home: str) -> str:
    """Markdown in which terms explain themselves and retracted sources say so.

    ``home`` is the way from the page to the root of the site, such as ``../``.
    """
    text = TERM.sub(lambda m: term(m[1].replace("\n", " "), m[2], home), text)
    return CITED.sub(lambda m: m[0] + _warning(m[2], home), text)


def term(words: str, id: str, home: str) -> str:
    """A word of the glossary with its definition, shown on hover and focus."""
    definition = glossary()[id].definition
    return (
        f'<a class="ss-term" href="{home}glossary.html#{id}" data-says="{escape(definition)}">'
        f"{words}</a>"
    )


def by_doi() -> dict[str, Reference]:
    """The bibliography by DOI, in lower case."""
    return {reference.doi.lower(): reference for reference in bibliography().values()}


def cited(texts: list[str]) -> list[Reference]:
    """The works that the texts cite, in the order of the bibliography."""
    found = {m[2].lower() for text in texts for m in CITED.finditer(text)}
    return [reference for doi, reference in by_doi().items() if doi in found]


def _warning(doi: str, home: str) -> str:
    reference = by_doi().get(doi.lower())
    if reference is None or not reference.status:
        return ""
    place = f"{home}bibliography.html#{reference.id}"
    return f' <a class="ss-tag ss-{reference.status}" href="{place}">{reference.status}</a>'


def reference_html(reference: Reference, home: str = "") -> str:
    """One work as people cite it, with its DOI and what became of it."""
    status = ""
    if reference.status:
        status = f' <span class="ss-tag ss-{reference.status}">{reference.status}</span>'
    registry = f" Registered as {escape(reference.registry)}." if reference.registry else ""
    note = f' <span class="ss-note">{escape(reference.note)}</span>' if reference.note else ""
    doi = escape(reference.doi)
    return (
        f"{escape(reference.authors)} ({reference.year}). <em>{escape(reference.title)}</em>. "
        f'{escape(reference.journal)}. <a href="https://doi.org/{doi}">doi:{doi}</a>.'
        f"{registry}{status}{note}"
    )
