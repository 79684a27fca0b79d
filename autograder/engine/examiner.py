"""The examiner: holds bank, hidden cases and tests, asks for answers, and gives the marks.

It runs the instructor's test cells. A name in them that is the student's to answer is asked of the
student process and arrives as plain data, or as a function that runs there; every other name is
the instructor's own.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from numbers import Real
from pathlib import Path
from typing import Any

from autograder.engine.desk import Desk, compile_test
from autograder.engine.grading import EngineError, Graded, Limits, Verdict
from autograder.engine.master import Master, MasterCell, Role
from autograder.engine.names import used_names
from autograder.engine.outputs import clean_text
from autograder.engine.rebuild import Piece, RefusedError, rebuild
from autograder.engine.session import Session
from autograder.engine.sheet import Sheet
from autograder.engine.zygote import Zygote
from autograder.exercises.assignment import Assignment, check_calls
from autograder.exercises.judge import AnswerError, judge
from autograder.exercises.key import ExerciseKey
from autograder.exercises.outcome import ComponentResult, Outcome, Result
from autograder.notebook.keyring import NoKeyError, read_keyring


class Examiner:
    """Grades submissions of one assignment, one after the other."""

    def __init__(self, folder: Path, zygote: Zygote, limits: Limits):
        assignment = Assignment.load(folder)
        self._limits, self._zygote = limits, zygote
        self._keys = assignment.keys(hidden=True)
        self.master = Master.read(assignment.notebook)
        tests = self.master.with_role(Role.TEST)
        used = {name for cell in tests.values() for name in used_names(cell.source)}
        self._own = {
            name: assignment.answers[name]
            for name in used & assignment.answers.keys() - self.master.answers.keys()
        }
        self._tests = {id: compile_test(cell, self.master.answers) for id, cell in tests.items()}
        for cell in tests.values():
            _agree(cell, self._keys)
        try:
            self._texts = read_keyring(assignment.folder / "keys.json").misconceptions
        except (NoKeyError, OSError):
            self._texts = {}

    def prove(self) -> None:
        """Grade the reference solution like a submission; raises EngineError below full marks."""
        graded = self._grade([Piece(c.source, c.is_code, c) for c in self.master.cells], [])
        for result in graded.results.values():
            if result.points < result.max_points:
                messages = "; ".join(c.message for c in result.components if c.message)
                raise EngineError(
                    f"{result.exercise}: the reference solution earns {result.points:g} of "
                    f"{result.max_points:g} points, so nobody could be graded fairly. {messages}"
                )

    def grade(self, submission: bytes) -> Graded:
        """Grade the bytes of a submitted notebook."""
        try:
            pieces, problems = rebuild(submission, self.master, self._limits)
        except RefusedError as error:
            return self.nothing(Verdict.REFUSED, str(error))
        return self._grade(pieces, problems)

    def nothing(self, verdict: Verdict, problem: str) -> Graded:
        """What there is to say where nothing could be graded."""
        sheet = Sheet(self.master, self._texts)
        results = {}
        for cell in self.master.cells:
            if cell.role is Role.TEST:
                result = _whole(cell, 0.0, Outcome.NOT_GRADABLE, problem)
                results[cell.grade_id] = result
                sheet.test(cell, result)
            else:
                source = cell.stub if cell.role in (Role.ANSWER, Role.MANUAL) else cell.source
                sheet.cell(Piece(source, cell.is_code, cell), [])
        return Graded(results, sheet.record(), [problem], verdict=verdict)

    def _grade(self, pieces: list[Piece], problems: list[str]) -> Graded:
        sheet = Sheet(self.master, self._texts)
        results: dict[str, Result] = {}
        with Session(self._zygote, self._limits) as session:
            desk = Desk(session, self.master.answers, self._own)
            for piece in pieces:
                cell = piece.master
                if cell is not None and cell.role is Role.TEST:
                    results[cell.grade_id] = self._examine(cell, desk)
                    sheet.test(cell, results[cell.grade_id])
                elif piece.is_code:
                    ran = session.run(piece.source) if piece.source.strip() else None
                    if ran is not None and ran.failure is not None:
                        desk.failed(cell, piece.source, ran.failure)
                    sheet.cell(piece, ran.outputs if ran else [], ran.failure if ran else None)
                else:
                    sheet.cell(piece, [])
        return Graded(results, sheet.record(), problems, session.usage)

    def _examine(self, cell: MasterCell, desk: Desk) -> Result:
        """Run one test cell."""
        body, last = self._tests[cell.grade_id]
        try:
            with desk.checking(self._check) as checked:
                exec(body, desk.names)  # the instructor's code; the student's never runs here
                score = eval(last, desk.names) if last is not None else None
        except EngineError:
            raise
        except AnswerError as error:
            return _whole(cell, 0.0, error.outcome, str(error))
        except AssertionError as error:
            return _whole(cell, 0.0, Outcome.WRONG, clean_text(str(error) or "Not yet.", 500))
        except Exception as error:  # what a student answers may make a test fail in any way
            message = clean_text(f"The check stopped: {type(error).__name__}: {error}", 500)
            return _whole(cell, 0.0, Outcome.WRONG, message)
        if list(checked) == [cell.grade_id]:
            return checked[cell.grade_id]
        return _scored(cell, score)

    def _check(self, results: dict[str, Result], exercise: str, *answers: Any) -> float:
        """What ``check`` means while grading: judged by the master key."""
        results[exercise] = judge(self._keys[exercise], answers)
        return results[exercise].points


def _agree(cell: MasterCell, keys: Mapping[str, ExerciseKey]) -> None:
    """Refuse a test cell that checks what the bank lacks, or for other points than the bank's."""
    for exercise in check_calls(cell.source):
        if exercise not in keys:
            raise EngineError(f"{cell.grade_id} checks {exercise}, which bank.py does not have.")
    if cell.grade_id in keys and not math.isclose(keys[cell.grade_id].max_points, cell.points):
        raise EngineError(
            f"{cell.grade_id}: the notebook gives {cell.points:g} points, the bank "
            f"{keys[cell.grade_id].max_points:g}. Run `autograder build` to bring them together."
        )


def _scored(cell: MasterCell, score: Any) -> Result:
    """The result of a test cell without ``check``: its last value, if a number, is the score."""
    if isinstance(score, bool) or not isinstance(score, Real):
        return _whole(cell, cell.points, Outcome.RIGHT, "")
    points = float(score)
    if not (math.isfinite(points) and 0 <= points <= cell.points):
        message = f"The check gave the impossible score {points:g}."
        return _whole(cell, 0.0, Outcome.NOT_GRADABLE, message)
    part = Outcome.PARTIAL if points else Outcome.WRONG
    return _whole(cell, points, Outcome.RIGHT if points == cell.points else part, "")


def _whole(cell: MasterCell, points: float, outcome: Outcome, message: str) -> Result:
    """A result of one component, for a cell that is judged as a whole."""
    component = ComponentResult(cell.grade_id, outcome, points, cell.points, message)
    return Result(cell.grade_id, cell.grade_id, (component,))
