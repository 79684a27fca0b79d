"""Where things are: sources in ``course/``, fetched and half-made things in ``_vendor/``."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
COURSE = HERE.parent
ROOT = COURSE.parent
RELEASES = ROOT / "assignments"
VENDOR = ROOT / "_vendor"
WORKSHOP = VENDOR / "site"
"""Caches: pages before Sphinx sees them, executed lessons, Sphinx's own memory."""
PYODIDE = VENDOR / "pyodide"
SITE = ROOT / "_site"


def write(path: Path, text: str) -> None:
    """Write ``text`` where it differs from what is there, so that only changed pages are remade."""
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
