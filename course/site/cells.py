"""Cells that run in the page: their HTML, and the line that starts Python for them."""

from __future__ import annotations

from html import escape

PANEL = """
<div class="ss-python" data-keys="{keys}" data-name="{name}">
<p class="ss-python-line">
<button type="button" class="ss-button" data-python="start">Start Python in this page</button>
<button type="button" class="ss-button ss-quiet" data-python="stop" hidden>Stop</button>
{reset}
<span class="ss-python-says" role="status" aria-live="polite">Nothing is loaded until you ask for
it (about 30 MB, once). What you write stays in this browser.</span>
</p>
<progress class="ss-python-progress" max="1" value="0" hidden aria-label="Loading"></progress>
</div>
"""
RESET = '<button type="button" class="ss-button ss-quiet" data-python="reset">Start over</button>'


def panel(name: str, keys: str = "") -> str:
    """Buttons that start and stop Python; ``name`` is the page, ``keys`` the URL of its keys.

    A page with keys is one of practice: all of its cells can be put back at once.
    """
    reset = RESET if keys else ""
    return PANEL.strip().format(keys=escape(keys), name=escape(name), reset=reset)


def editor(place: str, source: str, label: str, kind: str, foot: str = "", check: str = "") -> str:
    """One cell: a box to write in, a button that runs it, and room for what it shows.

    ``kind`` is given, answer, try or check; a ``check`` names its exercise and cannot be changed.
    """
    run = "Check" if check else "Run"
    back = (
        "" if check else '<button type="button" class="ss-button ss-quiet" data-back>Undo</button>'
    )
    exercise = f' data-exercise="{escape(check)}"' if check else ""
    return (
        f'<div class="ss-cell ss-cell-{kind}" data-place="{place}"{exercise}>'
        f'<label for="code-{place}">{label}</label>'
        f'<textarea id="code-{place}" rows="{source.count(chr(10)) + 1}" spellcheck="false" '
        f'autocapitalize="off" autocomplete="off"{" readonly" if check else ""}>{escape(source)}'
        f'</textarea><div class="ss-cell-foot"><button type="button" '
        f'class="ss-button{"" if check else " ss-quiet"}" data-run>{run}</button>{back}{foot}</div>'
        '<div class="ss-out" aria-live="polite"></div></div>'
    )


def raw(html: str) -> str:
    """HTML that may hold blank lines, which would end an HTML block in Markdown."""
    return f"`````{{raw}} html\n{html}\n`````"
