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

    from autograder.notebook.keyring import NoKeyError, read_keyring
    from autograder.notebook.progress import progress_path, read_progress

    keyrings = []
    for path in sorted(folder.rglob("keys.json")):
        try:
            keyrings.append(read_keyring(path))
        except NoKeyError as error:
            click.echo(f"{path.parent}: {error}", err=True)
    titles = {id: key.title for ring in keyrings for id, key in ring.exercises.items()}
    learner = read_progress()
    not_yet = [id for id in titles if id not in learner.done and id not in learner.to_revisit]
    groups = {"done": learner.done, "to revisit": learner.to_revisit, "not yet": not_yet}
    recurring = [(id, count) for id, count in learner.mistakes.most_common() if count > 1]
    if as_json:
        click.echo(json.dumps(groups | {"recurring mistakes": dict(recurring)}, indent=2))
        return
    titles |= {id: result.title for id, result in learner.best.items()}
    console = Console(highlight=False)
    for (name, exercises), mark in zip(groups.items(), "✓◐○", strict=True):
        console.print(f"[bold]{mark} {name}[/bold] ({len(exercises)})")
        for id in exercises:
            console.print(f"    {id:<20} {titles[id]}", markup=False)
    if recurring:
        beliefs = {id: m.belief for ring in keyrings for id, m in ring.misconceptions.items()}
        console.print("[bold]↻ mix-ups that came back[/bold]")
        for id, count in recurring:
            console.print(f"    {count} times  {id}: {beliefs.get(id, '')}", markup=False)
    if not titles:
        console.print(f"Nothing checked yet, and no assignment under {folder}.", markup=False)
    console.print(f"Remembered in {progress_path()}", style="dim", markup=False)
