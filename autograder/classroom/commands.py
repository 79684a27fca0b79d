"""The commands of this room: grade, check, feedback, report, export, demo."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def _class_options(command: Command) -> Command:
    """The options that say which class and which gradebook are meant."""
    folder = click.option(
        "--class-dir",
        type=click.Path(file_okay=False, path_type=Path),
        help="The class folder, which holds submitted/. Default: the course's own folder.",
    )
    gradebook = click.option(
        "--gradebook",
        metavar="URL",
        help="The gradebook as an SQLAlchemy address. Default: gradebook.db in the class folder.",
    )
    return folder(gradebook(command))


_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for a program to read.")
_assignments = click.argument("assignments", nargs=-1, metavar="[ASSIGNMENT]...")
_lessons = click.option(
    "--lessons", metavar="URL", default="", help="Where the course's website is, to link to it."
)


@click.command()
@_assignments
@_class_options
@click.option(
    "--from",
    "plain",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Grade a plain folder of notebooks named STUDENT.ipynb, for one assignment.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count(),
    show_default=True,
    help="How many submissions to grade at the same time.",
)
@click.option("--again", is_flag=True, help="Grade unchanged submissions too.")
@click.option(
    "--scheduler", metavar="URL", help="Grade on the workers of a Dask scheduler, tcp://HOST:PORT."
)
@click.option(
    "--unsafe-no-sandbox",
    is_flag=True,
    help="Run students' code unconfined. Only for files that you trust.",
)
@_as_json
def grade(
    assignments: tuple[str, ...],
    class_dir: Path | None,
    gradebook: str | None,
    plain: Path | None,
    jobs: int,
    again: bool,
    scheduler: str | None,
    unsafe_no_sandbox: bool,
    as_json: bool,
) -> None:
    """Grade what a class handed in.

    Looks at submitted/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb in the class folder. Unchanged
    submissions keep their result; a run that was stopped goes on where it was. Marks given by
    people, comments and late penalties stay as they are.

    Ends with 1 if something could not be graded.

    Example:  autograder grade m07-one-trial --jobs 2

    Example:  autograder grade m07-one-trial --from ~/downloads/monday-group
    """
    from autograder.classroom.session import ClassSession
    from autograder.classroom.show import summary

    session = ClassSession.open(class_dir, gradebook)
    names = session.chosen(assignments, plain)
    with session:
        runs = session.grade(
            names,
            jobs=jobs,
            again=again,
            sandbox=not unsafe_no_sandbox,
            plain=plain,
            scheduler=scheduler,
            quiet=as_json,
        )
        if as_json:
            click.echo(json.dumps(session.as_json(runs), indent=1))
        else:
            summary(runs, session.sheets([run.assignment for run in runs]), session.texts)
    if any(run.troubles for run in runs):
        raise SystemExit(1)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_as_json
def check(file: Path, as_json: bool) -> None:
    """Grade one notebook for its owner, here in the terminal.

    Inside the course, the notebook is graded as it is for marks: confined, and on hidden data
    too. Elsewhere the keys.json beside it is used, and the notebook's cells run as they do in
    JupyterLab. Nothing is written down or sent anywhere.

    Ends with 1 unless every exercise is right.

    Example:  autograder check work/m07-one-trial/m07-one-trial.ipynb
    """
    from autograder.classroom.selfcheck import check_file, course_around
    from autograder.exercises.outcome import total
    from autograder.notebook.card import card_text

    own = check_file(file, course_around(file))
    points, most = total(own.results.values())
    if as_json:
        record = {
            "assignment": own.assignment,
            "hidden_data": own.hidden,
            "points": points,
            "max_points": most,
            "problems": own.problems,
            "results": {id: result.to_json() for id, result in own.results.items()},
        }
        click.echo(json.dumps(record, indent=1))
    else:
        for result in own.results.values():
            click.echo(card_text(result, own.texts) + "\n")
        for problem in own.problems:
            click.echo(f"! {problem}")
        kind = "with hidden data, as for marks" if own.hidden else "on the notebook's own data"
        click.echo(f"{points:g} of {most:g} points, {kind}.")
    if points < most:
        raise SystemExit(1)


@click.command()
@_assignments
@_class_options
@_as_json
def feedback(
    assignments: tuple[str, ...], class_dir: Path | None, gradebook: str | None, as_json: bool
) -> None:
    """Write a feedback page for every student.

    Pages are made from what grading found and what people marked since, as
    feedback/STUDENT/ASSIGNMENT/ASSIGNMENT.html; `nbgrader release_feedback` finds them there.

    Example:  autograder feedback m07-one-trial
    """
    from autograder.classroom.session import ClassSession

    session = ClassSession.open(class_dir, gradebook)
    names = session.graded(assignments)
    with session:
        paths = session.feedback(names, quiet=as_json)
        folder = session.folder.feedback
    if as_json:
        click.echo(json.dumps([str(path) for path in paths], indent=1))
    else:
        click.echo(f"{len(paths)} feedback pages are in {folder}.")


@click.command()
@_assignments
@_class_options
@_lessons
@_as_json
def report(
    assignments: tuple[str, ...],
    class_dir: Path | None,
    gradebook: str | None,
    lessons: str,
    as_json: bool,
) -> None:
    """Write the instructor's page: what the class misunderstood, marks, exercises, people.

    Example:  autograder report m07-one-trial --lessons https://example.org/course
    """
    from autograder.classroom.session import ClassSession

    session = ClassSession.open(class_dir, gradebook)
    names = session.graded(assignments)
    with session:
        path = session.report(names, lessons=lessons)
        found = session.analysis(names) if as_json else {}
    click.echo(json.dumps({"page": str(path), **found}, indent=1) if as_json else str(path))


@click.command()
@_assignments
@_class_options
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write. Default: to the terminal.",
)
def export(
    assignments: tuple[str, ...],
    class_dir: Path | None,
    gradebook: str | None,
    output: Path | None,
) -> None:
    """Give out the marks as CSV, one line per student, for the LMS.

    Everything is quoted, and nothing in it is run as a formula by a spreadsheet.

    Example:  autograder export --output grades.csv
    """
    from autograder.classroom.folder import write_whole
    from autograder.classroom.pages import marks_csv
    from autograder.classroom.session import ClassSession

    session = ClassSession.open(class_dir, gradebook)
    names = session.graded(assignments)
    with session:
        text = marks_csv(session.sheets(names))
    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(output, text)
        click.echo(f"The marks are in {output}.")


@click.command()
@click.option(
    "--class-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to make the class; must not exist yet. Default: a new temporary folder.",
)
@_assignments
@_lessons
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count(),
    show_default=True,
    help="How many submissions to grade at the same time.",
)
@click.option(
    "--unsafe-no-sandbox", is_flag=True, help="Run the made-up students' code unconfined."
)
def demo(
    class_dir: Path | None,
    assignments: tuple[str, ...],
    lessons: str,
    jobs: int,
    unsafe_no_sandbox: bool,
) -> None:
    """Watch a class of 24 be released, answered, graded, explained and reported.

    Everything happens in a class folder of its own; the course is left as it is. The students
    are made up from the exercise banks, the same ones every time.

    Example:  autograder demo
    """
    from autograder.classroom.demo import run_demo

    run_demo(class_dir, assignments, jobs=jobs, sandbox=not unsafe_no_sandbox, lessons=lessons)
