"""Run a notebook from top to bottom in a kernel of its own."""

from __future__ import annotations

import os
import tempfile
from copy import deepcopy
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbformat import NotebookNode

from autograder.errors import UserError

SECONDS_A_CELL = 60


def run_notebook(notebook: NotebookNode, where: str, folder: Path | None = None) -> NotebookNode:
    """The notebook with its outputs, run in ``folder`` (default: an empty one).

    Predictions and progress that the cells keep go to a folder that is thrown away. Raises
    UserError with the cell and the error where one stops.
    """
    executed = deepcopy(notebook)
    with tempfile.TemporaryDirectory() as scratch:
        client = NotebookClient(
            executed,
            timeout=SECONDS_A_CELL,
            resources={"metadata": {"path": str(folder or scratch)}},
        )
        environment = {**os.environ, "XDG_STATE_HOME": scratch}
        try:
            client.execute(env=environment)
        except CellExecutionError as error:
            last = str(error).strip().splitlines()[-1]
            raise UserError(f"{where}:{_stopped_in(executed)} stops: {last}") from None
        except CellTimeoutError:
            raise UserError(
                f"{where}:{_stopped_in(executed)} runs longer than {SECONDS_A_CELL} seconds."
            ) from None
    return executed


def _stopped_in(executed: NotebookNode) -> str:
    """The id of the last cell that was begun."""
    begun = [c.id for c in executed.cells if c.get("execution_count") or c.get("outputs")]
    return str(begun[-1]) if begun else "its first cell"
