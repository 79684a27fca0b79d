"""Answers as source code: what a student who is right, or wrong in a known way, would hand in.

Demonstration classes and audits need notebooks whose answers really compute what a mistake or an
accepted alternative in the bank computes. This composes such answers from the reference solution
and the bank's own code, and puts them into a released notebook.
"""

from __future__ import annotations

import ast
import copy
import dis
import inspect
import math
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path
from types import CodeType
from typing import Any

import numpy as np
import pandas as pd

from autograder.exercises import Assignment, Exercise
from autograder.exercises.assignment import code_cells, is_test
from autograder.exercises.bank import Part, WrongAnswer

Sources = dict[str, str]
"""Answer cells by grade id."""


def reference_sources(assignment: Assignment) -> Sources:
    """The reference solution's answer cells, in the order of the notebook."""
    return {
        cell["metadata"]["nbgrader"]["grade_id"]: source
        for cell, source in code_cells(assignment.notebook)
        if cell["metadata"].get("nbgrader", {}).get("solution") and not is_test(cell)
    }


def cell_of(sources: Mapping[str, str], name: str) -> str:
    """The grade id of the answer cell that binds ``name`` last; raises KeyError if none does."""
    for grade_id, source in reversed(list(sources.items())):
        if name in _bound(ast.parse(source)):
            return grade_id
    raise KeyError(name)


def answering_otherwise(assignment: Assignment, part: Part, other: WrongAnswer) -> Sources:
    """The reference's answers, with one part answered by ``other`` from the bank."""
    sources = reference_sources(assignment)
    cell = cell_of(sources, part.name)
    if part.is_function:
        code = _source_with_needs(other, assignment.folder / "bank.py")
        sources[cell] += _WRAPPED.format(name=part.name, code=textwrap.indent(code, "    "))
    else:
        value = other(copy.deepcopy(assignment.answers[part.name]))
        sources[cell] += f"\n\n{part.name} = {literal(value)}\n"
    return sources


_WRAPPED = """

def _otherwise(_right):
{code}

    def {name}(*args):
        return _other(_right(*args), *args)

    return {name}

{name} = _otherwise({name})
"""
"""The bank's helpers stay inside, so that they cannot take the place of a name of the notebook."""


def answering_constant(assignment: Assignment, exercise: Exercise) -> Sources:
    """The reference's answers, with every function typed in as its first public result."""
    sources = reference_sources(assignment)
    for part in exercise.parts.values():
        if part.is_function:
            result = assignment.answers[part.name](*copy.deepcopy(part.public[0]))
            cell = cell_of(sources, part.name)
            sources[cell] += f"\n\ndef {part.name}(*args):\n    return {literal(result)}\n"
    return sources


def submission(released: Mapping[str, Any], sources: Mapping[str, str]) -> dict[str, Any]:
    """A student's notebook: the released one with these answer cells filled in."""
    notebook = copy.deepcopy(dict(released))
    for cell in notebook["cells"]:
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if grade_id in sources:
            cell["source"] = sources[grade_id]
    return notebook


def literal(value: Any) -> str:
    """Python source that makes an equal value; tables and arrays are made by pandas and numpy."""
    if isinstance(value, pd.DataFrame):
        columns = {str(name): value[name].tolist() for name in value}
        return f"__import__('pandas').DataFrame({literal(columns)})"
    if isinstance(value, pd.Series):
        return f"__import__('pandas').Series({literal(value.to_dict())})"
    if isinstance(value, np.ndarray):
        return f"__import__('numpy').array({literal(value.tolist())})"
    if isinstance(value, np.generic):
        return literal(value.item())
    if isinstance(value, dict):
        return "{" + ", ".join(f"{literal(k)}: {literal(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    if isinstance(value, tuple):
        return "(" + "".join(f"{literal(v)}, " for v in value) + ")"
    if isinstance(value, float) and not math.isfinite(value):
        return f"float('{value}')"
    return repr(value)


def _source_with_needs(function: Callable[..., Any], bank: Path) -> str:
    """A bank function's source, named ``_other``, after whatever of the bank it refers to."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    (definition,) = tree.body
    assert isinstance(definition, ast.FunctionDef), "mistakes and alternatives are def statements"
    definition.decorator_list = []
    definition.name = "_other"
    definition.args.defaults = [  # as they were when it was defined, perhaps in a loop
        ast.parse(literal(value), mode="eval").body for value in function.__defaults__ or ()
    ]
    ast.fix_missing_locations(definition)
    makers = {
        name: statement
        for statement in ast.parse(bank.read_text(encoding="utf-8")).body
        for name in _bound(ast.Module([statement], []))
        if not (isinstance(statement, ast.FunctionDef) and statement.decorator_list)
    }
    needed: list[ast.stmt] = []
    _collect(definition, makers, needed)
    return "\n\n".join(ast.unparse(ast.fix_missing_locations(s)) for s in [*needed, definition])


def _collect(statement: ast.stmt, makers: Mapping[str, ast.stmt], needed: list[ast.stmt]) -> None:
    """Add the statements that bind the names a statement uses, each after what it needs itself."""
    for name in sorted(_used(compile(ast.Module([statement], []), "<bank>", "exec"))):
        maker = makers.get(name)
        if maker is not None and maker is not statement and maker not in needed:
            _collect(maker, makers, needed)
            needed.append(maker)


def _used(code: CodeType) -> set[str]:
    """The module-level names that code reads, in itself or in functions inside it."""
    names = {
        str(step.argval) for step in dis.get_instructions(code) if step.opname in _READS_A_NAME
    }
    inner = (constant for constant in code.co_consts if isinstance(constant, CodeType))
    return names.union(*map(_used, inner))


_READS_A_NAME = ("LOAD_NAME", "LOAD_GLOBAL")


def _bound(tree: ast.Module) -> set[str]:
    """The names that a module's top level binds."""
    names: set[str] = set()
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            names.add(statement.name)
        elif isinstance(statement, ast.Import | ast.ImportFrom):
            names |= {(alias.asname or alias.name).partition(".")[0] for alias in statement.names}
        else:
            names |= {
                node.id
                for node in ast.walk(statement)
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
            }
    return names
