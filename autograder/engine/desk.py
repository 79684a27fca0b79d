"""The examiner's desk: where a submission's answers arrive, and whose each name is."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Mapping
from types import CodeType
from typing import Any

from autograder.engine.master import Master, MasterCell
from autograder.engine.names import bound_names, only_waits, used_names
from autograder.engine.session import MissingError, Session
from autograder.exercises.judge import AnswerError
from autograder.exercises.outcome import Outcome

_ASK = "__answer__"


def compile_test(cell: MasterCell, answers: Mapping[str, Any]) -> tuple[CodeType, CodeType | None]:
    """The body of a test cell, and its last expression where it ends in one."""
    tree = _AskInChecks(answers).visit(ast.parse(cell.source))
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        last = ast.fix_missing_locations(ast.Expression(tree.body.pop().value))
    where = f"<{cell.grade_id}>"
    body = compile(ast.fix_missing_locations(tree), where, "exec")
    return body, compile(last, where, "eval") if last is not None else None


Answers = Mapping[str, Any]
"""By name: a value, a function, or the AnswerError that stands for an answer not to be had."""


class Desk:
    """Takes the answers of one submission while it runs, for the tests to use afterwards.

    No test runs before all cells have: what cells show can then hold nothing of a hidden case.
    """

    def __init__(self, session: Session, master: Master):
        self._session, self._master = session, master
        self._failures: dict[str, AnswerError] = {}

    def take(self, cell: MasterCell) -> Answers:
        """The answers that a test cell uses, as they are now."""
        names = used_names(cell.source) & self._master.answers.keys()
        return {name: self._answer(name) for name in sorted(names)}

    def failed(self, cell: MasterCell | None, source: str, failure: AnswerError) -> None:
        """Remember why the names of a cell may be missing."""
        names = set(bound_names(source))
        if cell is not None:
            names |= {n for n, ids in self._master.answers.items() if cell.grade_id in ids}
            if isinstance(failure, NotImplementedError) and only_waits(source, cell.stub):
                failure = AnswerError("Nothing here yet.", Outcome.NOT_ATTEMPTED)
        self._failures |= dict.fromkeys(names, failure)

    def _answer(self, name: str) -> Any:
        try:
            return self._session.answer(name)
        except AnswerError as error:
            return error
        except MissingError:
            return self._failures.get(name) or AnswerError(
                f"There is no {name} in the notebook.", Outcome.NOT_ATTEMPTED
            )


class TestNames(dict[str, Any]):
    """Globals of a test cell: the instructor's own names, and the student's answers.

    Python looks up globals through ``__missing__`` where they are a subclass of dict, in nested
    functions and comprehensions too.
    """

    def __init__(self, own: Mapping[str, Any], answers: Answers, check: Callable[..., float]):
        super().__init__({name: _fresh(value) for name, value in own.items()})
        self._answers = answers
        self |= {_ASK: answers.__getitem__, "check": check}

    def __missing__(self, name: str) -> Any:
        answer = self._answers[name]
        if isinstance(answer, AnswerError):
            raise answer
        return answer


class _AskInChecks(ast.NodeTransformer):
    """In ``check("id", answer)``, let an answer that cannot be had cost only its own part."""

    def __init__(self, answers: Mapping[str, Any]):
        self._answers = answers

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id == "check":
            node.args = [self._asked(arg) for arg in node.args]
        return node

    def _asked(self, arg: ast.expr) -> ast.expr:
        if isinstance(arg, ast.Name) and arg.id in self._answers:
            asked = ast.parse(f"{_ASK}({arg.id!r})", mode="eval").body
            return ast.copy_location(asked, arg)
        return arg


def _fresh(value: Any) -> Any:
    """A copy of the instructor's data, so that no test can change it for the next submission."""
    try:
        return copy.deepcopy(value)
    except Exception:  # modules and the like cannot be copied, and are not data
        return value
