"""From a solution notebook to the one a student gets, through nbgrader's own steps.

`nbgrader generate_assignment` in the same folder gives the same bytes; this needs no gradebook.
"""

from __future__ import annotations

import logging
from copy import deepcopy
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import SaveCells
from traitlets.config import Config, PyFileConfigLoader

from autograder.authoring.layout import CONFIG
from autograder.errors import UserError


def read_config(root: Path) -> Config:
    """The nbgrader settings of the course at ``root``; raises UserError where there are none."""
    if not (root / CONFIG).is_file():
        raise UserError(f"{root} is not a course: it has no {CONFIG}.")
    return PyFileConfigLoader(CONFIG, path=str(root)).load_config()


def release_notebook(solution: NotebookNode, config: Config) -> NotebookNode:
    """The student's version of a solution notebook: stubs for solutions, checks locked.

    Raises UserError where a solution region is not closed or not in an answer cell.
    """
    released = deepcopy(solution)
    resources: dict[str, Any] = {}
    log = logging.Logger("autograder.release")  # what goes wrong is said once, by the error below
    for step in GenerateAssignment(config=config).preprocessors:
        if step is SaveCells:  # this one only writes the gradebook
            continue
        try:
            released, resources = step(config=config, log=log).preprocess(released, resources)
        except Exception as error:
            raise UserError(f"The release stops in {step.__name__}: {error}") from error
    return released
