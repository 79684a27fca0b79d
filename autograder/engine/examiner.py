"""The examiner: holds bank, hidden cases and tests, asks for answers, and gives the marks.

It runs the instructor's test cells. A name in them that is the student's to answer is asked of the
student process and arrives as plain data, or as a function that runs there; every other name is
the instructor's own. Tests run after all cells, on the answers as they were at the test's place, so
that no output can carry a hidden case away.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Real
from pathlib import Path
from typing import Any

from autograder.engine.desk import Answers, Desk, TestNames, compile_test
from autograder.engine.grading import EngineError, Graded, Limits, Verdict
from autograder.engine.master import Master, MasterCell, Role
from autograder.engine.names import bound_names, globals_in_functions, used_names
from autograder.engine.notebook_file import RefusedError
from autograder.engine.outputs import clean_text
from autograder.engine.rebuild import Piece, rebuild
from autograder.engine.session import Ran, Session
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
        """Run all cells, then all tests, each on the answers as they were at its place."""
        ran: list[Ran] = []
        taken: list[_Taken] = []
        stale = _stale_places(pieces)
        with Session(self._zygote, self._limits) as session:
            desk = Desk(session, self.master)
            for i, piece in enumerate(pieces):
                ran.append(Ran())
                if piece.master is not None and piece.master.role is Role.TEST:
                    answers = desk.take(piece.master)
                    taken.append(_Taken(piece.master, answers, session.position, stale[i]))
                elif piece.is_code and piece.source.strip():
                    ran[-1] = session.run(piece.source)
                    if ran[-1].failure is not None:
                        desk.failed(piece.master, piece.source, ran[-1].failure)
            results = {}
            for test in sorted(taken, key=lambda test: test.stale):
                if test.stale:
                    session.rewind(test.position)
                results[test.cell.grade_id] = self._examine(test.cell, test.answers)
        sheet = Sheet(self.master, self._texts)
        for piece, shown in zip(pieces, ran, strict=True):
            if piece.master is not None and piece.master.role is Role.TEST:
                sheet.test(piece.master, results[piece.master.grade_id])
            else:
                sheet.cell(piece, shown.outputs, shown.failure)
        in_order = {test.cell.grade_id: results[test.cell.grade_id] for test in taken}
        return Graded(in_order, sheet.record(), problems, session.usage)

    def _examine(self, cell: MasterCell, answers: Answers) -> Result:
        """Run one test cell."""
        checked: dict[str, Result] = {}

        def check(exercise: str, *given: Any) -> float:
            """What ``check`` means while grading: judged by the master key."""
            checked[exercise] = judge(self._keys[exercise], given)
            return checked[exercise].points

        body, last = self._tests[cell.grade_id]
        names = TestNames(self._own, answers, check)
        try:
            exec(body, names)  # the instructor's code; the student's never runs here
            score = eval(last, names) if last is not None else None
        except EngineError:
            raise
        except AnswerError as error:
            return _whole(cell, 0.0, error.outcome, str(error))
        except AssertionError as error:
            return _whole(cell, 0.0, Outcome.WRONG, clean_text(str(error) or "Not yet.", 500))
        except Exception as error:  # what a student answers may make a test fail in any way
            message = f"The check could not work with this answer ({type(error).__name__})."
            return _whole(cell, 0.0, Outcome.WRONG, message)
        if list(checked) == [cell.grade_id]:
            return checked[cell.grade_id]
        return _scored(cell, score)


@dataclass(frozen=True)
class _Taken:
    """A test cell, its answers, and where the session stood; ``stale``: it must go back there."""

    cell: MasterCell
    answers: Answers
    position: int
    stale: bool


def _stale_places(pieces: list[Piece]) -> list[bool]:
    """Per cell, whether later cells change what functions up to there look up when called."""
    looked_up: set[str] = set()
    looked_up_until = []
    for piece in pieces:
        if piece.is_code:
            looked_up |= globals_in_functions(piece.source)
        looked_up_until.append(set(looked_up))
    stale = []
    bound_later: set[str] = set()
    for piece, names in zip(reversed(pieces), reversed(looked_up_until), strict=True):
        stale.append(bool(names & bound_later))
        if piece.is_code:
            bound_later |= bound_names(piece.source)
    return stale[::-1]


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
