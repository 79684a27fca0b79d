"""Graders side by side on one class, in one run: ``make bench``.

The class is the one that ``make demo`` shows, repeated to the size asked for. Stock nbgrader and
otter are given the same questions and the same hidden cases; otter, which grades one notebook at
a time, is given a sample. Marks must agree with stock nbgrader's to the last point.
"""

from __future__ import annotations

import argparse
import compileall
import itertools
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from autograder.authoring.layout import Layout
from autograder.classroom.cohort import make_class
from autograder.exercises import Assignment
from tests.benchmarks import stock
from tests.benchmarks.measure import Cost, measure

ROOT = Path(__file__).parents[2]
OUT = ROOT / "_bench"
Class = dict[str, dict[str, Any]]


def class_of(size: int, assignment: Assignment, released: Mapping[str, Any]) -> Class:
    """The demonstration class, repeated under new numbers until it has this size."""
    notebooks = itertools.cycle(make_class(assignment, released).values())
    return {f"student-{i:05}": next(notebooks) for i in range(1, size + 1)}


def write_class(folder: Path, name: str, class_: Class) -> Path:
    """Hand in a class's notebooks; the folder."""
    for student, notebook in class_.items():
        path = folder / "submitted" / student / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook))
    return folder


def ours(folder: Path, layout: Layout, name: str, jobs: int) -> Cost:
    """Grade a class folder with this project's command."""
    command = [
        str(Path(sys.executable).parent / "autograder"),
        "grade",
        name,
        "--class-dir",
        str(folder),
        "--jobs",
        str(jobs),
        "--json",
    ]
    return measure(command, cwd=layout.root)


class Bench:
    """Rows of the table, and the record that is written beside it."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []

    def add(self, grader: str, submissions: int, cost: Cost) -> None:
        """Add a grader's cost for this many submissions, and say so."""
        row = {"grader": grader, "submissions": submissions} | asdict(cost)
        row["per_submission_s"] = cost.wall_s / submissions
        row["cpu_per_submission_s"] = cost.cpu_s / submissions
        self.rows.append(row)
        print(f"{grader}: {submissions} in {cost.wall_s:.1f} s", file=sys.stderr, flush=True)

    def table(self, floor: float) -> Table:
        """The table for people; ratios are to our first row."""
        first = next(row for row in self.rows if row["grader"].startswith("ours"))
        table = Table(title=f"floor: {floor:.3f} CPU s a submission for its own cells")
        for heading in ("grader", "n", "wall s", "s each", "each/s", "CPU s each", "× floor",
                        "peak MB", "× ours"):  # fmt: skip
            table.add_column(heading, justify="left" if heading == "grader" else "right")
        for row in self.rows:
            each = row["per_submission_s"]
            cpu = row["cpu_per_submission_s"]
            table.add_row(
                row["grader"],
                str(row["submissions"]),
                f"{row['wall_s']:.1f}",
                f"{each:.3f}",
                f"{1 / each:.1f}",
                f"{cpu:.3f}",
                f"{cpu / floor:.1f}",
                f"{row['peak_mb']:.0f}",
                f"{each / first['per_submission_s']:.1f}",
            )
        return table


def main() -> None:
    """Run the benchmark and print its table; the same goes to _bench/latest.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assignment", default="m07-one-trial")
    parser.add_argument("--size", type=int, default=60)
    parser.add_argument("--otter", type=int, default=6, help="notebooks for otter; 0 leaves it out")
    parser.add_argument("--small", type=int, default=1000)
    options = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for package in ("autograder", "course"):
        compileall.compile_dir(ROOT / package, quiet=2)
    bench = Bench()
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        record = run(bench, Path(scratch), options)
    OUT.mkdir(exist_ok=True)
    (OUT / "latest.json").write_text(json.dumps(record, indent=2) + "\n")
    console = Console(width=110)
    console.print(bench.table(record["floor_cpu_s"]))
    console.print(f"Marks differ from stock nbgrader's in {record['differing_marks']} places.")
    if record["differing_marks"]:
        raise SystemExit(1)


def run(bench: Bench, scratch: Path, options: argparse.Namespace) -> dict[str, Any]:
    """All graders on one class, then ours on many small submissions and on an unchanged class."""
    layout = Layout(ROOT)
    name = options.assignment
    assignment = Assignment.load(layout.solution(name))
    released = json.loads((layout.release(name) / f"{name}.ipynb").read_text())
    class_ = class_of(options.size, assignment, released)

    folders = {
        jobs: write_class(stock.clean(scratch / f"ours-{jobs}"), name, class_) for jobs in (1, 2)
    }
    for jobs, folder in folders.items():
        bench.add(f"ours, {jobs} job{'s' * (jobs > 1)}", options.size,
                  ours(folder, layout, name, jobs))  # fmt: skip
    bench.add("ours, unchanged class", options.size, ours(folders[2], layout, name, 2))

    root = stock.clean(scratch / "nbgrader")
    stock.nbgrader_class(assignment, root, class_)
    bench.add("nbgrader, stock", options.size, _stock_nbgrader(assignment, root))
    if options.otter:
        otter(bench, scratch, assignment, folders[1], options.otter)
    small(bench, scratch, options.small)
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}",
        "python": platform.python_version(),
        "floor_cpu_s": floor(folders[1]),
        "differing_marks": differing(root, folders[2], assignment),
        "rows": bench.rows,
    }


def _stock_nbgrader(assignment: Assignment, root: Path) -> Cost:
    return measure(stock.nbgrader_command(assignment), root, stock.nbgrader_environment())


def otter(bench: Bench, scratch: Path, assignment: Assignment, class_: Path, count: int) -> None:
    """Otter on an even sample of the class."""
    python = stock.otter_environment(OUT / "otter")
    work = stock.clean(scratch / "otter")
    archive = stock.otter_zip(assignment, python, work)
    paths = sorted(class_.rglob("submitted/*/*/*.ipynb"))
    chosen = paths[:: max(1, len(paths) // count)][:count]
    costs = [measure(c, work) for c in stock.otter_commands(python, archive, chosen)]
    total = Cost(
        sum(c.wall_s for c in costs), sum(c.cpu_s for c in costs), max(c.peak_mb for c in costs)
    )
    bench.add("otter run", len(chosen), total)


def small(bench: Bench, scratch: Path, size: int) -> None:
    """Many submissions of the small example assignment, with two jobs, and once more unchanged."""
    layout = Layout(ROOT / "tests" / "example")
    (name,) = layout.assignments()
    assignment = Assignment.load(layout.solution(name))
    released = json.loads((layout.release(name) / f"{name}.ipynb").read_text())
    class_ = class_of(size, assignment, released)
    folder = write_class(stock.clean(scratch / "small"), name, class_)
    bench.add("ours, 2 jobs, small", size, ours(folder, layout, name, 2))
    bench.add("ours, small, unchanged", size, ours(folder, layout, name, 2))


def floor(class_: Path) -> float:
    """CPU seconds of the submitted cells alone, a submission."""
    command = [sys.executable, "-m", "tests.benchmarks.floor", str(class_ / "submitted")]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return float(json.loads(output)["cpu_s"])


def differing(stock_root: Path, our_root: Path, assignment: Assignment) -> int:
    """In how many exercises of how many students the two gradebooks disagree."""
    theirs = stock.nbgrader_marks(stock_root, assignment)
    mine = stock.nbgrader_marks(our_root, assignment)
    return sum(
        theirs[student][id] != mine[student][id]
        for student in theirs
        for id in assignment.bank.exercises
    ) + len(set(theirs) ^ set(mine))


if __name__ == "__main__":
    main()
