"""What the commands print: progress while it lasts, a table at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from autograder.classroom.analysis import Spread, mistakes
from autograder.classroom.driver import Run
from autograder.classroom.gradebook import Sheet
from autograder.classroom.submissions import Trouble
from autograder.exercises import Misconception

Advance = Callable[[], None]


class _Rate(ProgressColumn):
    """Notebooks per second, or seconds per notebook where that is more telling."""

    def render(self, task: Task) -> Text:
        """The rate so far."""
        speed = task.finished_speed or task.speed
        if not speed:
            return Text("")
        return Text(f"{speed:.1f}/s" if speed >= 1 else f"{1 / speed:.1f} s each")


@contextmanager
def progress(what: str, total: int, *, quiet: bool = False) -> Iterator[Advance]:
    """A line that grows; call what it gives once for each thing done."""
    columns = (
        TextColumn("{task.description:<34}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(compact=True, elapsed_when_finished=True),
    )
    with Progress(*columns, console=Console(stderr=True), disable=quiet) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


def summary(
    runs: Sequence[Run],
    sheets: Mapping[str, Mapping[str, Sheet]],
    texts: Mapping[str, Misconception],
) -> None:
    """Marks per assignment, the most frequent mistakes, and what needs a look."""
    console = Console()
    table = Table(title="Marks", title_justify="left", box=None, pad_edge=False)
    for name in ("Assignment", "Graded", "Unchanged", "Median", "Lowest", "Highest", "To mark"):
        table.add_column(name, justify="left" if name == "Assignment" else "right")
    for run in runs:
        own = sheets[run.assignment]
        shares = sorted(sheet.share for sheet in own.values())
        waiting = sum(sheet.waiting > 0 for sheet in own.values())
        marks = [f"{100 * m:.0f} %" for m in (Spread(shares).median, shares[0], shares[-1])]
        graded = str(len(run.records))
        table.add_row(run.assignment, graded, str(run.kept), *marks, str(waiting))
    console.print(table)
    _print_mistakes(console, runs, texts)
    print_troubles(console, [trouble for run in runs for trouble in run.troubles])


def _print_mistakes(
    console: Console, runs: Sequence[Run], texts: Mapping[str, Misconception]
) -> None:
    results = {
        f"{record.student} {run.assignment}": record.graded.results
        for run in runs
        for record in run.records
    }
    made = mistakes(results)[:8]
    if not made:
        return
    table = Table(title="\nMost frequent mix-ups", title_justify="left", box=None, pad_edge=False)
    table.add_column("Notebooks", justify="right")
    table.add_column("What was believed")
    table.add_column("Family", style="dim")
    for mistake in made:
        thought = texts.get(mistake.id)
        words = (thought.belief, thought.family) if thought else (mistake.id, "")
        table.add_row(f"{len(mistake.students)}", *map(escape, words))
    console.print(table)


def print_troubles(console: Console, troubles: Sequence[Trouble]) -> None:
    """What a person should look at; names are shown without effect on the terminal."""
    if troubles:
        console.print("\n[bold]Not graded[/bold]")
    for trouble in troubles:
        console.print(f"  {escape(trouble.where)}: {escape(trouble.what)}", highlight=False)
