"""The commands of this room: build, lint, learn."""

from __future__ import annotations

import click


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; end with 1 if anything would change.")
def build(check: bool) -> None:
    """Rebuild every generated file from its source.

    Notebooks of lessons and solutions, keys, and assignments/ are generated; this brings them in
    line with the sources beside them.

    Example:  autograder build --check
    """
    from autograder.authoring.build import drift, generate, write
    from autograder.authoring.layout import Layout

    layout = Layout.find()
    files = generate(layout)
    changes = list(drift(layout, files)) if check else write(layout, files)
    done = {"missing": "made", "different": "updated", "left over": "removed"}
    for path, how in changes:
        click.echo(f"{how if check else done[how]:>9}  {layout.relative(path)}")
    if not changes:
        click.echo(f"{len(files)} generated files are up to date.")
    elif check:
        click.echo("These are not as their sources make them. Run: autograder build")
        raise SystemExit(1)
