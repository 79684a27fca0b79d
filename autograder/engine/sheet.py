"""The graded notebook: the instructor's, with a student's answers, outputs and scores in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from autograder.engine.master import Master, MasterCell
from autograder.engine.pictures import Pictures
from autograder.engine.rebuild import Piece, harmless_markdown
from autograder.exercises.judge import AnswerError
from autograder.exercises.misconceptions import Misconception
from autograder.exercises.outcome import Result
from autograder.notebook.card import Card


class Sheet:
    """Collects the cells of one graded notebook, in order."""

    def __init__(self, master: Master, texts: Mapping[str, Misconception]):
        self._master, self._texts = master, texts
        self._cells: list[dict[str, Any]] = []
        self._count = 0

    def cell(
        self, piece: Piece, outputs: list[dict[str, Any]], failure: AnswerError | None = None
    ) -> None:
        """Add a cell that was run, or a text."""
        told = any(output["output_type"] == "error" for output in outputs)
        if failure is not None and not told:
            outputs = [*outputs, _error(failure)]
        source = piece.source
        if not piece.is_code and (piece.master is None or piece.master.grade_id):
            source = harmless_markdown(source)  # a student's text; the instructor's stays as it is
        self._add(piece.master, piece.is_code, source, outputs, piece.pictures)

    def test(self, cell: MasterCell, result: Result) -> None:
        """Add a test cell; its result is the score, as nbgrader reads it, below the card."""
        card = Card(result, self._texts)
        shown = {"text/html": card._repr_html_(), "text/plain": repr(card)}
        score = {"text/plain": repr(result.points)}
        outputs = [
            {"output_type": "display_data", "data": shown, "metadata": {}},
            {"output_type": "execute_result", "data": score, "metadata": {}},
        ]
        self._add(cell, True, cell.source, outputs)

    def record(self) -> dict[str, Any]:
        """The notebook as nbformat 4 JSON."""
        return {**self._master.record, "cells": self._cells}

    def _add(
        self,
        master: MasterCell | None,
        is_code: bool,
        source: str,
        outputs: list[dict[str, Any]],
        pictures: Pictures | None = None,
    ) -> None:
        if master is not None:
            record = dict(master.record)
        else:
            record = {"id": f"added-{len(self._cells)}", "metadata": {}}
            record["cell_type"] = "code" if is_code else "markdown"
        record["source"] = source
        if pictures:
            record["attachments"] = pictures
        if is_code:
            self._count += 1
            record["execution_count"] = self._count
            record["outputs"] = [
                output | {"execution_count": self._count}
                if output["output_type"] == "execute_result"
                else output
                for output in outputs
            ]
        self._cells.append(record)


def _error(failure: AnswerError) -> dict[str, Any]:
    message = str(failure)
    return {
        "output_type": "error",
        "ename": str(failure.outcome),
        "evalue": message,
        "traceback": [message],
    }
