"""Pictures that a student pasted into a text: kept where they are pictures, and shown by name.

A page with a reference to a picture that is not there cannot be made by nbconvert, so a reference
without its picture goes, and its words stay.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

_BEGINS = {
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
    "image/gif": b"GIF8",
}
_REFERENCE = re.compile(r"attachment:([^)\s\"'>\]]+)")

Pictures = dict[str, dict[str, str]]
"""By name: the type and the base64 text of a picture, as nbformat keeps attachments."""


class Album:
    """The pictures of one notebook, of at most ``room`` characters; ``lost`` counts the others."""

    def __init__(self, room: int):
        self._room = room
        self.lost = 0

    def keep(self, source: str, attached: Mapping[str, Any]) -> tuple[str, Pictures]:
        """A text that refers to its pictures by plain names, and those pictures."""
        pictures: Pictures = {}

        def named(reference: re.Match[str]) -> str:
            wanted = reference[1]
            picture = _picture(attached.get(wanted, attached.get(unquote(wanted))))
            self._room -= sum(map(len, picture.values()))
            if not picture or self._room < 0:
                self.lost += 1
                return "picture-lost"
            own = f"picture-{len(pictures) + 1}"
            pictures[own] = picture
            return f"attachment:{own}"

        return _REFERENCE.sub(named, source), pictures


def _picture(found: Any) -> dict[str, str]:
    """The one form of a picture that is what it claims to be, if there is one."""
    for kind, begin in _BEGINS.items():
        text = found.get(kind) if isinstance(found, dict) else None
        if isinstance(text, list) and all(isinstance(line, str) for line in text):
            text = "".join(text)
        if not isinstance(text, str):
            continue
        text = "".join(text.split())
        try:
            content = base64.b64decode(text, validate=True)
        except ValueError:
            continue
        if content.startswith(begin):
            return {kind: text}
    return {}
