"""Runs cells inside the worker: outputs go to the page as records, errors as kind sentences."""

import ast
import io
import json
import linecache
import sys
import traceback
from typing import Any

from course import display

space: dict[str, Any] = {"__name__": "__main__"}


def post(record: str) -> None:
    """Send a record to the page; the worker puts its own function in this place."""


class Stream(io.TextIOBase):
    """Whatever a cell prints."""

    def write(self, text: str) -> int:
        """Send it to the page at once."""
        post(json.dumps({"kind": "text", "text": text}))
        return len(text)


def show(value: Any) -> None:
    """Show a cell's last value as richly as the page can."""
    if value is None:
        return
    if hasattr(value, "to_plotly_json"):
        figure = json.loads(value.to_json(engine="json"))
        post(json.dumps({"kind": "bundle", "data": {"application/vnd.plotly.v1+json": figure}}))
        return
    html = getattr(value, "_repr_html_", None)
    rich = html() if callable(html) and not isinstance(value, type) else None
    record = {"kind": "html", "html": rich} if rich else {"kind": "text", "text": f"{value!r}\n"}
    post(json.dumps(record))


display.sink = lambda bundle: post(json.dumps({"kind": "bundle", "data": dict(bundle)}))
sys.displayhook = show
sys.stdout = sys.stderr = Stream()


def run(code: str, place: str, check: str) -> bool:
    """Run one cell; a check's own value (its points) is reported, not printed."""
    name = f"<cell {place}>"
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
    try:
        tree = ast.parse(code, name)
        last = tree.body[-1] if tree.body else None
        if isinstance(last, ast.Expr):
            tree.body.pop()
        exec(compile(tree, name, "exec"), space)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), name, "eval"), space)
            if not check:
                show(value)
    except BaseException as error:
        post(json.dumps({"kind": "error", "text": told(error)}))
        return False
    if check:
        report(check)
    return True


def told(error: BaseException) -> str:
    """Where it stopped in the reader's own lines, and why, without Python's inner frames."""
    said = "".join(traceback.format_exception_only(error)).strip()
    lines = [
        f"line {frame.lineno}: {frame.line}"
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith("<cell")
    ]
    return "\n".join([*lines, said])


def report(exercise: str) -> None:
    """Tell the page what the check found, for the reader's progress."""
    from autograder.notebook.progress import read_progress

    result = read_progress().best.get(exercise)
    if result is not None:
        record = {
            "kind": "result",
            "exercise": exercise,
            "points": result.points,
            "max": result.max_points,
            "outcome": result.outcome.value,
            "mistakes": sorted(result.mistakes),
        }
        post(json.dumps(record))
