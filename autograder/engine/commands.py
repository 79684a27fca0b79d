"""The engine's command."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from autograder.engine.doctor import can_grade
from autograder.engine.doctor import doctor as examine


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the checks as JSON.")
@click.pass_context
def doctor(context: click.Context, as_json: bool) -> None:
    """Test whether this machine can confine students' code.

    Tries, from inside a confined process, what must not be possible. Exit code 1 means that
    grading will not start here.

    Example:  autograder doctor
    """
    checks = examine()
    ready = can_grade(checks)
    if as_json:
        record = {"ready": ready, "checks": [asdict(check) for check in checks]}
        click.echo(json.dumps(record, indent=1))
    else:
        for check in checks:
            click.echo(f"{'✓' if check.holds else '✗'} {check.name}: {check.detail}")
        click.echo("This machine can grade." if ready else "This machine cannot grade safely.")
    if not ready:
        context.exit(1)
