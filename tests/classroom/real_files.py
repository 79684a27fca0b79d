"""Real habits, real files: what people hand in, what it deserves, and what they are told.

``python -m tests.classroom.doors`` grades each file by all doors and prints the table.
"""

from __future__ import annotations

import base64
import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.authoring.answers import reference_sources, submission
from autograder.classroom.cohort import _as_written, _manual_texts
from autograder.exercises import Assignment

EXAMPLE = Path(__file__).parent.parent / "example"
NAME = "example-one"
FILE = f"{NAME}.ipynb"
ALL = 7.0

Notebook = dict[str, Any]
Files = dict[str, bytes]
"""By path within submitted/STUDENT/ASSIGNMENT/."""


@dataclass(frozen=True)
class Habit:
    """One kind of file.

    ``mark`` is the automatic marks that it deserves, of 7, or None where a person must decide;
    ``memo``: whether a person is asked to mark the memo. ``told`` are words that the student is
    told, in the list of what is odd about the file or below the cell. ``nbgrader`` is False where
    nbgrader does not see the file at all (and says so). ``who`` hands it in.
    """

    name: str
    make: Callable[[], Files]
    mark: float | None = ALL
    memo: bool = True
    told: str = ""
    nbgrader: bool = True
    who: str = ""

    def __str__(self) -> str:
        return self.name


HABITS: list[Habit] = []
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5"
    "ErkJggg=="
)


def released() -> Notebook:
    return dict(json.loads((EXAMPLE / "assignments" / NAME / FILE).read_text("utf-8")))


def solved(**answers: str) -> Notebook:
    """Everything right, with some answer cells (by grade id without -answer) written otherwise."""
    assignment = Assignment.load(EXAMPLE / "solutions" / NAME)
    right = reference_sources(assignment) | _manual_texts(assignment)
    notebook = submission(released(), _as_written(right))
    for name, source in answers.items():
        cell_of(notebook, name)["source"] = source
    return notebook


def grade_id(cell: dict[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def cell_of(notebook: Notebook, name: str) -> dict[str, Any]:
    wanted = name.replace("_", "-")
    return next(c for c in notebook["cells"] if grade_id(c).removesuffix("-answer") == wanted)


def answer(name: str) -> str:
    """The right source of an answer cell."""
    cells = [c for c in solved()["cells"] if grade_id(c) == f"{name}-answer"]
    return "".join(cells[0]["source"])


def code(source: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def text(source: str, **more: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": source, **more}


def with_cell(before: str, cell: dict[str, Any], notebook: Notebook | None = None) -> Notebook:
    """A solved notebook with one more cell above an answer cell."""
    notebook = notebook or solved()
    place = notebook["cells"].index(cell_of(notebook, before))
    notebook["cells"].insert(place, cell)
    return notebook


def one(notebook: Any, name: str = FILE) -> Files:
    content = notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode()
    return {name: content}


def habit(name: str, **deserves: Any) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    def add(make: Callable[[], Any]) -> Callable[[], Any]:
        def files() -> Files:
            made = make()
            is_files = isinstance(made, dict) and all(isinstance(v, bytes) for v in made.values())
            return made if is_files else one(made)

        HABITS.append(Habit(name, files, **deserves))
        return make

    return add


def above(source: str, name: str = "one-share") -> Notebook:
    """A line at the top of an answer cell."""
    return solved(**{name: f"{source}\n{answer(name)}"})


# ----------------------------------------------------------------------- metadata and cells


@habit("as it should be")
def plain() -> Notebook:
    return solved()


@habit("untouched", mark=0.0, memo=False)
def untouched() -> Notebook:
    return released()


@habit("saved by a service that keeps no metadata, ids kept", told="by the cell id")
def ids_only() -> Notebook:
    notebook = solved()
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    return notebook


@habit("cells copied into a new notebook: no metadata, new ids", told="by the names")
def names_only() -> Notebook:
    notebook = solved()
    notebook["metadata"] = {}
    for i, cell in enumerate(notebook["cells"]):
        cell["metadata"], cell["id"] = {}, f"new-{i}"
    return notebook


@habit("cells of format 4.4, without ids or metadata", told="by the names")
def without_ids() -> Notebook:
    notebook = solved()
    for cell in notebook["cells"]:
        del cell["id"]
        del cell["metadata"]
    return {"nbformat": 4, "nbformat_minor": 4, "cells": notebook["cells"]}


@habit("one answer cell deleted and written anew", told="by the names")
def written_anew() -> Notebook:
    notebook = solved()
    place = notebook["cells"].index(cell_of(notebook, "one-spread"))
    notebook["cells"][place] = code(answer("one-spread"))
    return notebook


@habit("one answer cell deleted, another one tried twice", told="more than one")
def tried_twice() -> Notebook:
    notebook = solved()
    place = notebook["cells"].index(cell_of(notebook, "one-share"))
    notebook["cells"][place : place + 1] = [code("overall = 50"), code(answer("one-share"))]
    return notebook


@habit("two answer cells merged into one", told="together with")
def merged() -> Notebook:
    both = answer("one-risks") + "\n\n" + answer("one-risks-meaning")
    notebook = solved(**{"one-risks": both})
    notebook["cells"].remove(cell_of(notebook, "one-risks-meaning"))
    return notebook


@habit("an answer cell deleted, and nothing instead", mark=6.0, told="is missing")
def deleted() -> Notebook:
    notebook = solved()
    notebook["cells"].remove(cell_of(notebook, "one-share"))
    return notebook


@habit("an answer cell turned into Markdown with a code fence", told="another type")
def fenced() -> Notebook:
    notebook = solved()
    cell = cell_of(notebook, "one-spread")
    cell["cell_type"], cell["source"] = "markdown", f"```python\n{cell['source']}\n```"
    for key in ("outputs", "execution_count"):
        del cell[key]
    return notebook


@habit("a memo in the cell below the box", told="beside its box")
def memo_below() -> Notebook:
    notebook = solved(**{"one-memo": "YOUR ANSWER HERE"})
    return {**notebook, "cells": [*notebook["cells"], text("Of 100 people, 87 improve.")]}


@habit("a memo in a code cell below the emptied box", told="beside its box")
def memo_in_code() -> Notebook:
    notebook = solved(**{"one-memo": ""})
    return {**notebook, "cells": [*notebook["cells"], code("Of 100 people, 87 improve.")]}


@habit("a memo with a picture pasted into it")
def picture() -> Notebook:
    notebook = solved(**{"one-memo": "My sketch: ![a sketch](attachment:my%20sketch.png)"})
    cell_of(notebook, "one-memo")["attachments"] = {"my sketch.png": {"image/png": PIXEL}}
    return notebook


@habit("a memo with a photograph written into its text, as Colab does")
def inline_picture() -> Notebook:
    photograph = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(300_000)).decode()
    return solved(**{"one-memo": f"My sketch: ![a sketch](data:image/png;base64,{photograph})"})


@habit("a memo whose picture was lost", told="picture")
def lost_picture() -> Notebook:
    return solved(**{"one-memo": "My sketch: ![a sketch](attachment:sketch.png)"})


@habit("a notebook of another course under the right name", mark=None, told="of this assignment")
def another_course() -> Notebook:
    cells = [text("# Week 3"), code("import math"), code("radius = 3\narea = math.pi * radius**2")]
    return {**released(), "cells": cells}


@habit("an empty notebook", mark=None, told="of this assignment")
def empty() -> Notebook:
    return {**released(), "cells": []}


# ----------------------------------------------------------------------- names of files


@habit("worked in NAME-Copy1, NAME untouched", told="Copy1")
def in_the_copy() -> Files:
    return one(released()) | one(solved(), f"{NAME}-Copy1.ipynb")


@habit("worked in NAME.new, NAME untouched", told="new.ipynb")
def in_the_new() -> Files:
    return one(released()) | one(solved(), f"{NAME}.new.ipynb")


@habit("worked in NAME, an untouched copy beside it")
def copy_untouched() -> Files:
    return one(solved()) | one(released(), f"{NAME}-Copy1.ipynb")


@habit("a copy that goes on where NAME stopped", told="Copy1")
def copy_goes_on() -> Files:
    begun = copy.deepcopy(released())
    cell_of(begun, "one-share")["source"] = answer("one-share")
    return one(begun) | one(solved(), f"{NAME}-Copy1.ipynb")


@habit("two notebooks with different work", mark=None, told="differ")
def two_worked() -> Files:
    return one(solved()) | one(solved(**{"one-share": "overall = 50"}), f"{NAME}-Copy1.ipynb")


@habit("a damaged NAME and a whole copy", told="Copy1")
def damaged_and_whole() -> Files:
    return one(b'{"cells": [') | one(solved(), f"{NAME}-Copy1.ipynb")


@habit("NAME (1).ipynb", told="(1)")
def downloaded_twice() -> Files:
    return one(solved(), f"{NAME} (1).ipynb")


@habit("NAME.IPYNB", told="IPYNB", nbgrader=False)
def upper_case() -> Files:
    return one(solved(), f"{NAME}.IPYNB")


@habit("NAME.ipynb.txt", told="txt", nbgrader=False)
def as_text() -> Files:
    return one(solved(), f"{FILE}.txt")


@habit("NAME.ipynb.json", told="json", nbgrader=False)
def as_json() -> Files:
    return one(solved(), f"{FILE}.json")


@habit("one folder too deep", told="folder", nbgrader=False)
def too_deep() -> Files:
    return one(solved(), f"{NAME}/{FILE}")


@habit("macOS's twin, __MACOSX and checkpoints beside it")
def apple() -> Files:
    junk = b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X"
    return {
        **one(solved()),
        f"._{FILE}": junk,
        f"__MACOSX/._{FILE}": junk,
        f".ipynb_checkpoints/{NAME}-checkpoint.ipynb": json.dumps(released()).encode(),
    }


@habit("the same, and the file has another name", told="my work.ipynb")
def apple_other_name() -> Files:
    files = apple()
    files["my work.ipynb"] = files.pop(FILE)
    return files


# ----------------------------------------------------------------------- shell and magics

for line in (
    "!pip install numpy",
    "!ls",
    "%pip install numpy",
    "%cd data",
    "files = !ls",
    "%matplotlib inline",
    "%config InlineBackend.figure_format = 'retina'",
    "%load_ext autoreload\n%autoreload 2",
    "%no_such_magic",
):
    HABITS.append(Habit(f"`{line.splitlines()[0]}` at the top", lambda line=line: one(above(line)),
                        told="does nothing here"))  # fmt: skip

for line in ("%%time", "%%capture", "%%capture shown"):
    HABITS.append(Habit(f"`{line}` at the top", lambda line=line: one(above(line))))


@habit("`%%bash` in a cell of one's own", told="does nothing here")
def bash() -> Notebook:
    return with_cell("one-share", code("%%bash\nls"))


@habit("a first line that raises NotImplementedError", mark=6.0, told="NotImplementedError")
def not_implemented() -> Notebook:
    return above("def later():\n    raise NotImplementedError\nlater()")


@habit("`input()` at the top", told="nobody is there")
def asks() -> Notebook:
    return above("name = input('Your name?')")


@habit("top-level await")
def awaits() -> Notebook:
    return above("import asyncio\nawait asyncio.sleep(0)")


@habit("display()")
def displays() -> Notebook:
    return above("display('hello')")


HELPER = "def percent(part, whole):\n    return 100 * part / whole\n"
USES = "from helper import percent\noverall = percent(45 + 29, 52 + 42)"


@habit("`%%writefile helper.py`, then import")
def writefile() -> Notebook:
    return with_cell(
        "one-share", code(f"%%writefile helper.py\n{HELPER}"), solved(**{"one-share": USES})
    )


@habit("helper.py handed in beside the notebook")
def module() -> Files:
    return one(solved(**{"one-share": USES})) | {"helper.py": HELPER.encode()}


# ----------------------------------------------------------------------- how it was saved


@habit("25 MB of stored outputs")
def large() -> Notebook:
    notebook = solved()
    cell = cell_of(notebook, "one-share")
    picture = {"image/png": base64.b64encode(b"\x89PNG" * 5_000_000).decode()}
    cell["outputs"] = [{"output_type": "display_data", "data": picture, "metadata": {}}]
    return notebook


@habit("a byte order mark")
def bom() -> Files:
    return one(b"\xef\xbb\xbf" + json.dumps(solved()).encode())


@habit("UTF-16")
def utf16() -> Files:
    return one(json.dumps(solved(), ensure_ascii=False).encode("utf-16"))


@habit("`metadata: null`")
def null_metadata() -> Notebook:
    return {**solved(), "metadata": None}


@habit("`metadata: null` in every cell", told="by the cell id")
def null_cell_metadata() -> Notebook:
    notebook = solved()
    for cell in notebook["cells"]:
        cell["metadata"] = None
    return notebook


@habit('`"nbformat": "4"`')
def text_format() -> Notebook:
    return {**solved(), "nbformat": "4"}


@habit("nbformat 3")
def format_3() -> Notebook:
    cells = []
    for cell in solved()["cells"]:
        old = {key: cell[key] for key in ("cell_type", "metadata")}
        if cell["cell_type"] == "code":
            old |= {"input": cell["source"], "language": "python", "outputs": []}
        else:
            old |= {"source": cell["source"]}
        cells.append(old)
    return {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [{"cells": cells, "metadata": {}}],
    }


# ----------------------------------------------------------------------- names of people

NAMES = (
    "नीतू कुमारी",
    "தமிழ்ச்செல்வி",
    "Sinéad O'Brien",
    "d’Arc, Jeanne",
    "ana+m07@example.org",
    "'t Hooft",
    "Müller Anna_1234567_assignsubmission_file_Gruppe Dienstag Nachmittag_m07-one-trial",
)
"""As registers and learning platforms write them."""

HABITS += [Habit(f"a student named {name}", lambda: one(solved()), who=name) for name in NAMES]
