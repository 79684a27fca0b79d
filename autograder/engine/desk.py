"""The examiner's desk: where a submission's answers arrive, and whose each name is."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import CodeType
from typing import Any

from autograder.engine.master import MasterCell
from autograder.engine.names import bound_names
from autograder.engine.session import MissingError, Session
from autograder.exercises.judge import AnswerError
from autograder.exercises.outcome import Outcome, Result

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


class _Names(dict[str, Any]):
    """Globals of the test cells; asks the desk for what it does not hold.

    Python looks up globals through ``__missing__`` where they are a subclass of dict, in nested
    functions and comprehensions too.
    """

    def __init__(self, own: Mapping[str, Any], desk: Desk):
        super().__init__(own)
        self._desk = desk

    def __missing__(self, name: str) -> Any:
        if not self._desk.is_answer(name):
            raise KeyError(name)
        answer = self._desk.answer(name)
        if isinstance(answer, AnswerError):
            raise answer
        return answer


class Desk:
    """Where the answers to one submission arrive."""

    def __init__(
        self, session: Session, answers: Mapping[str, tuple[str, ...]], own: Mapping[str, Any]
    ):
        self._session, self._answers = session, answers
        self._failures: dict[str, AnswerError] = {}
        self.names = _Names({name: _fresh(value) for name, value in own.items()}, self)
        self.names[_ASK] = self.answer

    def is_answer(self, name: str) -> bool:
        """Whether a name is the student's to answer."""
        return name in self._answers

    def answer(self, name: str) -> Any:
        """The student's value or function, or the AnswerError that stands for it."""
        try:
            return self._session.answer(name)
        except AnswerError as error:
            return error
        except MissingError:
            return self._failures.get(name) or AnswerError(
                f"There is no {name} in the notebook.", Outcome.NOT_ATTEMPTED
            )

    def failed(self, cell: MasterCell | None, source: str, failure: AnswerError) -> None:
        """Remember why the names of a cell may be missing."""
        names = set(bound_names(source))
        if cell is not None:
            names |= {name for name, ids in self._answers.items() if cell.grade_id in ids}
        self._failures |= dict.fromkeys(names, failure)

    @contextmanager
    def checking(self, check: Callable[..., float]) -> Iterator[dict[str, Result]]:
        """Collect the results of the checks made meanwhile."""
        results: dict[str, Result] = {}
        self.names["check"] = lambda exercise, *answers: check(results, exercise, *answers)
        yield results


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
