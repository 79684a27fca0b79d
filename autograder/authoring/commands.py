"""The commands of this room: build, lint, learn."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

import click


@click.command()
@click.argument("names", nargs=-1, metavar="[LESSON OR ASSIGNMENT]...")
@click.option("--check", is_flag=True, help="Write nothing; end with 1 if anything would change.")
def build(names: tuple[str, ...], check: bool) -> None:
    """Rebuild every generated file from its source.

    Notebooks of lessons and solutions, keys, and assignments/ are generated; this brings them in
    line with the sources beside them. Nothing of yours is removed: a left-over notebook goes only
    when an earlier build made it and git still has it. A name is a module, a lesson or an
    assignment, or the beginning of one.

    Example:  autograder build --check
    """
    from autograder.authoring.build import drift, generate, write
    from autograder.authoring.layout import Layout

    layout = Layout.find()
    files = generate(layout, names)
    compare = drift if check else write
    changes = list(compare(layout, files, whole=not names))
    for path, how in changes:
        click.echo(f"{how:>10}  {layout.relative(path)}")
    stale = [path for path, how in changes if how not in ("not ours", "left alone")]
    if not stale:
        click.echo(f"{len(files)} generated files are up to date.")
    elif check:
        click.echo("These are not as their sources make them. Run: autograder build")
        raise SystemExit(1)


@click.command()
@click.argument("names", nargs=-1, metavar="[LESSON OR ASSIGNMENT]...")
@click.option("--run/--no-run", default=True, help="Run lessons, so that numbers can be traced.")
@click.option("--json", "as_json", is_flag=True, help="Findings as JSON, for a program to read.")
def lint(names: tuple[str, ...], run: bool, as_json: bool) -> None:
    """Read lessons and releases for mistakes a machine can see.

    Without names: all of them. A name is a module, a lesson or an assignment, or the beginning of
    one. Ends with 1 when there is something to mend.

    Example:  autograder lint m07-one-trial/1 --no-run
    """
    from autograder.authoring.books import Books
    from autograder.authoring.layout import Layout
    from autograder.authoring.lint import lint_assignment, lint_lesson_file

    layout = Layout.find()
    lessons, assignments = layout.select(names)
    books = Books.read(layout.course)
    findings = [f for name in assignments for f in lint_assignment(layout, name)]
    findings += [f for p in lessons for f in lint_lesson_file(layout, p, books, run=run)]
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], indent=1))
    else:
        for finding in findings:
            click.echo(str(finding))
        click.echo(
            f"{len(findings)} findings in {len(lessons)} lessons, {len(assignments)} assignments."
        )
    raise SystemExit(1 if findings else 0)


@click.command()
@click.option("--open/--no-open", "open_lab", default=True, help="Open JupyterLab afterwards.")
def learn(open_lab: bool) -> None:
    """Make or refresh your own copies in work/ and open the course in JupyterLab.

    What you have written is never overwritten: a newer release is placed beside it. Copies that
    you have not changed are renewed in place.

    Example:  autograder learn
    """
    from autograder.authoring.layout import Layout
    from autograder.authoring.workspace import BESIDE, FRONT_PAGE, prepare

    layout = Layout.find()
    work = layout.root / "work"
    copies = prepare(layout, work)
    if copies.renewed:
        count = len(copies.renewed)
        click.echo(f"{count} notebook{'s' * (count > 1)} that you had not changed: renewed.")
    for offered in copies.beside:
        own = offered.name.replace(BESIDE, ".ipynb")
        click.echo(f"{own} is yours and stays; a newer release is beside it: {offered.name}")
    click.echo(f"Your copies are in {work}. Begin with {FRONT_PAGE}.")
    if open_lab:
        lab = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={work}"]
        lab.append(f"--LabApp.default_url=/lab/tree/{FRONT_PAGE}")
        if os.geteuid() == 0:  # as in a container, where Jupyter would refuse to start
            lab.append("--allow-root")
        # The settings in lab/ keep its promise that nothing is sent anywhere: no news, no updates.
        settings = str(Path(__file__).parent / "lab")
        path = os.pathsep.join(filter(None, [settings, os.environ.get("JUPYTER_CONFIG_PATH")]))
        os.execve(sys.executable, lab, {**os.environ, "JUPYTER_CONFIG_PATH": path})
