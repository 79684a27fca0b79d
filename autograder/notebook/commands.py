"""The command of this room: progress."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default="."
)
@click.option("--json", "as_json", is_flag=True, help="Print a record that a program can read.")
def progress(folder: Path, as_json: bool) -> None:
    """Show what you have checked so far: done, to revisit, not yet, and what recurs.

    FOLDER (default: here) is searched for assignments, to know what is still to come. What you
    have checked is remembered on this machine only.

    Example:  autograder progress work
    """
    import json

    from rich.console import Console

    from autograder.notebook.overview import MARKS, overview
    from autograder.notebook.progress import progress_path

    found = overview(folder)
    for line in found.broken:
        click.echo(line, err=True)
    if as_json:
        recurring = {id: count for id, count, _ in found.recurring}
        click.echo(json.dumps(found.groups | {"recurring mistakes": recurring}, indent=2))
        return
    titles, console = found.titles, Console(highlight=False)
    for name, exercises in found.groups.items():
        console.print(f"[bold]{MARKS[name]} {name}[/bold] ({len(exercises)})")
        for id in exercises:
            console.print(f"    {id:<20} {titles[id]}", markup=False)
    if found.recurring:
        console.print("[bold]↻ mix-ups that came back[/bold]")
        for id, count, belief in found.recurring:
            console.print(f"    {count} times  {id}: {belief}", markup=False)
    if found.next:
        place, exercise = found.next
        console.print(f"Continue with {titles[exercise]}, in {place}", markup=False)
    if not titles:
        console.print(f"Nothing checked yet, and no assignment under {folder}.", markup=False)
    console.print(f"Remembered in {progress_path()}", style="dim", markup=False)
