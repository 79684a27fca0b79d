"""What the site ships from others, and under which licences."""

from __future__ import annotations

import json
from html import escape

from course.site.places import PYODIDE
from course.site.vendor import pins

TEXT = """# Licences

Text and figures of this course are [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), its
code is BSD-3-Clause. Tables that contain information from the SYPRES/Metapsy data sets say so;
those data sets are made available under the Open Data Commons Attribution License.

The pages load these works of others, each from this site and with its licence beside it:

"""


def licences_page() -> str:
    """The page that the footer links to."""
    shipped = "".join(
        f'<li><a href="_static/vendor/{name}/LICENSE">{escape(pin["package"])}</a></li>'
        for name, pin in pins().items()
        if pin["files"]
    )
    text = f"{TEXT}<ul>{shipped}</ul>\n"
    index = PYODIDE / "licences" / "index.json"
    if index.is_file():
        items = "".join(
            f"<li>{escape(x['name'])} {escape(x['version'])}: {escape(x['licence'])}"
            + "".join(f' · <a href="_static/pyodide/licences/{f}">text</a>' for f in x["files"])
            + "</li>"
            for x in json.loads(index.read_text(encoding="utf-8"))
        )
        text += f"\nPython in the page brings these:\n\n<ul>{items}</ul>\n"
    return text
