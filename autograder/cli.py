"""The command ``autograder``: words in, words out.

Each room registers its commands here by where they live, so that nothing is imported before it
is asked for. Exit codes: 0 all is well; 1 what was looked at is not as it should be (drift,
findings, a gate not reached); 2 the command could not be carried out as asked.
"""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from autograder.errors import UserError

COMMANDS = {
    "audit": "autograder.audit.commands",
    "build": "autograder.authoring.commands",
    "check": "autograder.classroom.commands",
    "demo": "autograder.classroom.commands",
    "doctor": "autograder.engine.commands",
    "export": "autograder.classroom.commands",
    "feedback": "autograder.classroom.commands",
    "grade": "autograder.classroom.commands",
    "learn": "autograder.authoring.commands",
    "lint": "autograder.authoring.commands",
    "progress": "autograder.notebook.commands",
    "report": "autograder.classroom.commands",
}


class Slip(click.ClickException):
    """How a UserError is shown: one message, no traceback, exit code 2."""

    exit_code = 2


class LazyGroup(click.Group):
    """A group whose commands are imported when named; a command's function has the same name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module that holds the command, or say which name may have been meant."""
        if cmd_name not in COMMANDS:
            near = get_close_matches(cmd_name, COMMANDS, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(COMMANDS)}."
            ctx.fail(f"There is no command {cmd_name}. {hint}")
        command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a slip of the user's becomes one clear message and exit code 2."""
        try:
            return super().invoke(ctx)
        except UserError as error:
            raise Slip(str(error)) from None


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="set-and-setting", prog_name="autograder")
def main() -> None:
    """Build, check, grade and explain the notebooks of Set & Setting.

    \b
    Exit codes: 0  all is well
                1  what was looked at is not as it should be
                2  the command could not be carried out as asked

    Example:  autograder build --check
    """  # noqa: D301 (click reads the control character)
