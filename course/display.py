"""Put rich output on the screen: one door for figures, tables and questions.

In Jupyter a bundle of MIME types is displayed and the front end takes the richest it knows; in a
plain Python session its text is printed. A page that runs Python in the browser without Jupyter
replaces ``sink``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import Any

Bundle = Mapping[str, Any]


def publish(bundle: Bundle) -> None:
    """Show one output; ``bundle`` maps MIME types to content and always holds text/plain."""
    sink(bundle)


def _jupyter_or_print(bundle: Bundle) -> None:
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ImportError:
        shell = None
    else:
        shell = get_ipython()
    if shell is None:
        print(bundle["text/plain"])
    else:
        display(dict(bundle), raw=True)


sink: Callable[[Bundle], None] = _jupyter_or_print


def inline(text: str) -> str:
    """A line of plain text with `code`, *emphasis*, **weight** and [links](address), as HTML."""
    safe = html.escape(text, quote=True)
    safe = re.sub(r"`([^`]+)`", r"<code>\1</code>", safe)
    safe = re.sub(r"\[([^\]]+)\]\((https?://[^)\s]+)\)", r'<a href="\2">\1</a>', safe)
    safe = re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", safe)
    return re.sub(r"\*([^*\s][^*]*)\*", r"<em>\1</em>", safe)


def paragraphs(text: str) -> str:
    """Text with blank lines between paragraphs, as safe HTML."""
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text.strip())]
    return "".join(f"<p>{inline(block)}</p>" for block in blocks if block)


def plain(text: str) -> str:
    """The same text for a terminal: stars and single line breaks go."""
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text.strip())]
    return re.sub(r"\*{1,2}([^*\s][^*]*)\*{1,2}", r"\1", "\n".join(blocks))


def tidy(value: float) -> str:
    """A number as people say it: one decimal from ten up, two below, no idle zeros."""
    text = f"{value:.{1 if abs(value) >= 10 else 2}f}"
    return text.rstrip("0").rstrip(".")
