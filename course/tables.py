"""The course's data: tidy tables of published trial summaries, typed by their data package.

The tables lie beside this file in `data/`, with `datapackage.json` as their description. Reading
needs no network and no particular working directory.
"""

import difflib
import json
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd

_DATA = files(__package__) / "data"


class UnknownTableError(LookupError):
    """A table was asked for that does not exist."""

    def _render_traceback_(self) -> list[str]:
        """Tell IPython to show the sentence alone: a mistyped name needs no traceback."""
        return [f"{type(self).__name__}: {self}"]


def load(name: str, *, retracted: bool = False) -> pd.DataFrame:
    """Return a table of the course as a new data frame that may be changed freely.

    Numbers are float64 where a value can be missing (missing is NaN) and int64 where none is;
    text and dates are strings (missing is ""), true and false are bool.

    Args:
        name: name of the table; `tables()` lists them.
        retracted: also return the rows taken from retracted papers (`status == "retracted"`).

    Raises:
        UnknownTableError: when there is no such table; the message says which there are.

    """
    frame = _read(_known(name))
    if not retracted:
        frame = frame[frame["status"] != "retracted"].reset_index(drop=True)
    return frame.copy()


def tables() -> pd.DataFrame:
    """Return the names of all tables with their titles and numbers of rows."""
    rows = [(name, resource["title"], len(_read(name))) for name, resource in _resources().items()]
    return pd.DataFrame(rows, columns=["table", "title", "rows"])


def describe(name: str) -> pd.DataFrame:
    """Return one row per column of a table: its name, type, unit and description."""
    fields = _resources()[_known(name)]["schema"]["fields"]
    columns = ["column", "type", "unit", "description"]
    rows = [
        (field["name"], field["type"], field.get("unit", ""), field["description"])
        for field in fields
    ]
    return pd.DataFrame(rows, columns=columns)


@cache
def _resources() -> dict[str, dict[str, Any]]:
    package = json.loads((_DATA / "datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: resource for resource in package["resources"]}


def _known(name: str) -> str:
    names = list(_resources())
    if name in names:
        return name
    close = difflib.get_close_matches(str(name).lower(), names, n=1)
    hint = f" Did you mean {close[0]!r}?" if close else ""
    raise UnknownTableError(f"There is no table {name!r}.{hint} The tables are {', '.join(names)}.")


@cache
def _read(name: str) -> pd.DataFrame:
    resource = _resources()[name]
    with (_DATA / resource["path"]).open(encoding="utf-8") as stream:
        frame = pd.read_csv(stream, dtype=str, keep_default_na=False)
    for field in resource["schema"]["fields"]:
        frame[field["name"]] = _typed(frame[field["name"]], field["type"])
    return frame


def _typed(column: "pd.Series[str]", kind: str) -> "pd.Series[Any]":
    if kind == "boolean":
        return column == "true"
    if kind == "string":
        return column
    whole = kind == "integer" and (column != "").all()
    return pd.to_numeric(column).astype("int64" if whole else "float64")
