"""Run a notebook from top to bottom in a kernel of its own."""

from __future__ import annotations

import os
import tempfile
from copy import deepcopy
from pathlib import Path

from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbformat import NotebookNode

from autograder.errors import UserError

SECONDS_A_CELL = 60
NO_NETWORK = """
import socket
def refuse(*_): raise OSError("Lessons run without the network.")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
del socket, refuse
"""


class StoppedError(UserError):
    """A notebook did not run to its end: in which cell, and why."""

    def __init__(self, cell: str, why: str) -> None:
        super().__init__(f"The cell {cell} {why}")
        self.cell, self.why = cell, why


def run_notebook(notebook: NotebookNode, folder: Path | None = None) -> NotebookNode:
    """The notebook with its outputs, run in ``folder`` (default: an empty one).

    The cells have no network; predictions and progress that they keep go to a folder that is
    thrown away. Raises StoppedError where a cell fails or runs longer than SECONDS_A_CELL.
    """
    executed = deepcopy(notebook)
    with tempfile.TemporaryDirectory() as scratch:
        manager = AsyncKernelManager(
            kernel_name="python3", transport="ipc", ip=str(Path(scratch) / "kernel")
        )
        client = NotebookClient(
            executed,
            km=manager,
            extra_arguments=[f"--IPKernelApp.exec_lines={NO_NETWORK}"],
            timeout=SECONDS_A_CELL,
            resources={"metadata": {"path": str(folder or scratch)}},
        )
        try:
            # A manager that was handed in is not shut down unless asked for.
            client.execute(cleanup_kc=True, env={**os.environ, "XDG_STATE_HOME": scratch})
        except CellExecutionError as error:
            why = f"stops: {error.ename}: {error.evalue}"
            raise StoppedError(_last_begun(executed), why) from None
        except CellTimeoutError:
            why = f"runs longer than {SECONDS_A_CELL} seconds."
            raise StoppedError(_last_begun(executed), why) from None
    return executed


def _last_begun(executed: NotebookNode) -> str:
    begun = [c.id for c in executed.cells if c.get("execution_count") or c.get("outputs")]
    return str(begun[-1]) if begun else executed.cells[0].id
