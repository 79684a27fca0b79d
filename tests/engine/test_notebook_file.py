"""Reading notebooks whichever tool saved them, pictures in texts, and choosing among files."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from autograder.engine.choice import UnclearError, choose, stem_of
from autograder.engine.grading import Limits
from autograder.engine.ipython_syntax import plain, unwatched
from autograder.engine.notebook_file import Given, RefusedError, read_notebook, write_notebook
from autograder.engine.pictures import Album
from tests.engine.test_rebuild import MASTER, NOTEBOOK, STUB, TEST, answer

CELL = {"cell_type": "code", "source": "x = 'é'"}
READ = [Given("code", "x = 'é'")]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps({"nbformat": 4, "cells": [CELL]}).encode(),
        json.dumps({"nbformat": "4", "cells": [CELL]}, ensure_ascii=False).encode("utf-8-sig"),
        json.dumps({"cells": [CELL]}, ensure_ascii=False).encode("utf-16"),
        json.dumps({"cells": [CELL]}, ensure_ascii=False).encode("utf-16-le"),
        json.dumps({"metadata": None, "cells": [CELL | {"metadata": None}, 3]}).encode(),
        json.dumps({"cells": [CELL | {"source": ["x = ", "'é'"]}]}).encode(),
        json.dumps(
            {"worksheets": [{"cells": [{"cell_type": "code", "input": "x = 'é'"}]}]}
        ).encode(),
    ],
)
def test_every_form_is_read_alike(content: bytes) -> None:
    assert read_notebook(content, Limits()) == READ


def test_what_is_written_reads_the_same() -> None:
    cells = [
        Given("code", "x", "g", "i"),
        Given("markdown", "y", attached={"a.png": {"image/png": ""}}),
    ]
    assert read_notebook(write_notebook(cells), Limits()) == cells


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"cells": 3}', b'{"worksheets": [1]}'])
def test_what_is_none_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedError):
        read_notebook(content, Limits())


PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n0000").decode()
SVG = "<svg onload=alert(1)>"


@pytest.mark.parametrize(
    ("attached", "kept"),
    [
        ({"a.png": {"image/png": PNG}}, {"image/png": PNG}),
        ({"a.png": {"image/png": [PNG[:8] + "\n", PNG[8:]]}}, {"image/png": PNG}),
        ({"a.png": {"image/svg+xml": SVG, "image/png": PNG}}, {"image/png": PNG}),
        ({"a.png": {"image/svg+xml": SVG}}, None),
        ({"a.png": {"image/png": "<script>"}}, None),
        ({"a.png": {"image/png": base64.b64encode(SVG.encode()).decode()}}, None),
        ({"a.png": 3}, None),
        ({"b.png": {"image/png": PNG}}, None),
        ({}, None),
    ],
)
def test_only_pictures_are_kept(attached: dict[str, Any], kept: dict[str, str] | None) -> None:
    album = Album(1000)
    source, pictures = album.keep("see ![x](attachment:a.png)", attached)
    assert (pictures, album.lost) == ({"picture-1": kept} if kept else {}, 0 if kept else 1)
    assert source == f"see ![x]({'attachment:picture-1' if kept else 'picture-lost'})"


def test_pictures_have_room_and_no_more() -> None:
    album = Album(len(PNG))
    for lost in (0, 1):
        album.keep("![x](attachment:a%20b.png)", {"a b.png": {"image/png": PNG}})
        assert album.lost == lost


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("a.ipynb", "a"),
        ("a.IPYNB", "a"),
        ("a.ipynb.txt", "a"),
        ("a (1).ipynb.json", "a (1)"),
        ("a.new.ipynb", "a.new"),
        ("._a.ipynb", None),
        (".ipynb", None),
        ("a.py", None),
        ("a.ipynb.zip", None),
    ],
)
def test_names_of_notebooks(name: str, stem: str | None) -> None:
    assert stem_of(name) == stem


def notebook(source: str) -> bytes:
    return json.dumps({**NOTEBOOK, "cells": [answer(source), TEST]}).encode()


UNTOUCHED, ONE, OTHER = (notebook(s) for s in (STUB, "def f(): return 1", "def f(): return 2"))


@pytest.mark.parametrize(
    ("contents", "counts"),
    [
        ({"n": UNTOUCHED, "copy": ONE}, "copy"),
        ({"n": ONE, "copy": UNTOUCHED}, "n"),
        ({"n": ONE, "copy": ONE}, "n"),
        ({"n": UNTOUCHED, "copy": UNTOUCHED}, "n"),
        ({"n": b"damaged", "copy": ONE}, "copy"),
        ({"n": ONE, "lesson": b'{"cells": []}'}, "n"),
        ({"only": b"damaged"}, "only"),
        ({"n": ONE, "copy": OTHER}, None),
        ({"n": b"", "copy": b""}, None),
    ],
)
def test_which_file_counts(contents: dict[str, bytes], counts: str | None) -> None:
    if counts is None:
        with pytest.raises(UnclearError, match="2 notebooks here"):
            choose(contents, "n", MASTER, contents.__getitem__)
    else:
        assert choose(contents, "n", MASTER, contents.__getitem__) == counts


def test_plain_python_of_a_cell() -> None:
    assert plain("x = 1") == "x = 1"
    assert unwatched("\n%%time\nx = 1") == "\n# watched\nx = 1"
    assert plain("%%time\n!ls\nx = 1").endswith("system('ls')\nx = 1\n")
    assert plain("def f(:").strip() == "def f(:"
