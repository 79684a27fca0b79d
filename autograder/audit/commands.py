"""The command of this room: audit."""

from __future__ import annotations

import json
import os

import click


@click.command()
@click.argument("assignment", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print a record that a program can read.")
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count(), show_default="all cores")
def audit(assignment: str | None, as_json: bool, jobs: int) -> None:
    """Grade the graders: prove that every exercise tells right from wrong.

    Hands in, to the engine that gives marks: each reference solution, each accepted alternative,
    each named mistake, the untouched notebook, results typed in as constants, hundreds of mutated
    solutions; and judges right answers in other types, shapes and roundings. Ends with 1 when a
    gate is not passed.

    Example:  autograder audit m07-one-trial
    """
    from rich.progress import track

    from autograder.audit.audit import audit_assignment
    from autograder.audit.findings import gates, to_json
    from autograder.audit.table import print_audit
    from autograder.authoring.layout import Layout

    layout = Layout.find()
    names = [layout.assignment(assignment)] if assignment else layout.assignments()
    audits = []
    for name in names if as_json else track(names, "Auditing", transient=True):
        release = layout.release(name) / f"{name}.ipynb"
        audits += audit_assignment(layout.solution(name), release, jobs)
    if as_json:
        click.echo(json.dumps(to_json(audits), indent=2, ensure_ascii=False))
    else:
        print_audit(audits)
    if gates(audits):
        raise SystemExit(1)
