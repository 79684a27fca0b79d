"""Mutants: a reference solution with one small thing changed, as learners' slips would change it.

Every operator takes one node of the syntax tree and yields replacements for it. A mutant that
still earns full marks shows that an exercise cannot tell right from wrong there.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TypeGuard

Operator = Callable[[ast.AST], Iterator[ast.AST]]


@dataclass(frozen=True)
class Mutant:
    """A changed source, the operator that changed it, and the change in words."""

    source: str
    operator: str
    line: int
    change: str


def mutants(source: str) -> list[Mutant]:
    """Every mutant of the functions in a cell's source, each different source once."""
    tree = ast.parse(source)
    found: dict[str, Mutant] = {}
    for definition in tree.body:
        if isinstance(definition, ast.FunctionDef):
            for node, operator, replacement in _changes(definition):
                mutated = ast.unparse(_replaced(tree, node, replacement))
                change = f"{_short(node)} → {_short(replacement)}"
                line = getattr(node, "lineno", definition.lineno)
                found.setdefault(mutated, Mutant(mutated, operator, line, change))
    found.pop(ast.unparse(tree), None)
    return list(found.values())


def _changes(definition: ast.FunctionDef) -> Iterator[tuple[ast.AST, str, ast.AST]]:
    for node in list(ast.walk(definition)):
        for name, operator in OPERATORS.items():
            for replacement in operator(node):
                yield node, name, replacement
    columns = [node for node in ast.walk(definition) if _is_column(node)]
    names = dict.fromkeys(ast.literal_eval(node.slice) for node in columns)
    for node in columns:
        for other in names:
            yield node.slice, "column", ast.Constant(other)


def _is_column(node: ast.AST) -> TypeGuard[ast.Subscript]:
    return (
        isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Constant)
        and isinstance(node.slice.value, str)
    )


def _replaced(tree: ast.Module, old: ast.AST, new: ast.AST) -> ast.Module:
    """A copy of the tree with one node replaced; the tree itself stays as it is."""
    memo = {id(old): new}
    return ast.fix_missing_locations(copy.deepcopy(tree, memo))


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).split())
    return text if len(text) <= 60 else text[:57] + "..."


def _arithmetic(node: ast.AST) -> Iterator[ast.AST]:
    """Change a + b as a - b, a * b as a / b, a ** b as a, and the other way round."""
    if isinstance(node, ast.BinOp):
        swaps: dict[type[ast.operator], ast.operator] = {
            ast.Add: ast.Sub(),
            ast.Sub: ast.Add(),
            ast.Mult: ast.Div(),
            ast.Div: ast.Mult(),
        }
        if type(node.op) in swaps:
            yield ast.BinOp(node.left, swaps[type(node.op)], node.right)
        if isinstance(node.op, ast.Sub | ast.Div):
            yield ast.BinOp(node.right, node.op, node.left)
        if isinstance(node.op, ast.Pow):
            yield node.left


def _comparison(node: ast.AST) -> Iterator[ast.AST]:
    """Change a < b as a <= b and as a >= b, a == b as a != b."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        swaps: dict[type[ast.cmpop], list[ast.cmpop]] = {
            ast.Lt: [ast.LtE(), ast.GtE()],
            ast.LtE: [ast.Lt(), ast.Gt()],
            ast.Gt: [ast.GtE(), ast.LtE()],
            ast.GtE: [ast.Gt(), ast.Lt()],
            ast.Eq: [ast.NotEq()],
            ast.NotEq: [ast.Eq()],
            ast.In: [ast.NotIn()],
            ast.NotIn: [ast.In()],
        }
        for swap in swaps.get(type(node.ops[0]), []):
            yield ast.Compare(node.left, [swap], node.comparators)


def _logic(node: ast.AST) -> Iterator[ast.AST]:
    """Change and as or, or as and, not dropped, the branches of a conditional swapped."""
    if isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield node.operand
    if isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)


def _constants(node: ast.AST) -> Iterator[ast.AST]:
    """Numbers off by one or by a tenth."""
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield ast.Constant(node.value + 1)
        yield ast.Constant(node.value - 1)
    if isinstance(node, ast.Constant) and type(node.value) is float:
        yield ast.Constant(node.value * 1.1)


def _swapped_arguments(node: ast.AST) -> Iterator[ast.AST]:
    """f(a, b) as f(b, a), for neighbours."""
    if isinstance(node, ast.Call):
        for i in range(len(node.args) - 1):
            args = list(node.args)
            args[i], args[i + 1] = args[i + 1], args[i]
            yield ast.Call(node.func, args, node.keywords)


def _swapped_parameters(node: ast.AST) -> Iterator[ast.AST]:
    """Change def f(a, b) as def f(b, a): arms, or numerator and denominator, mixed up."""
    if isinstance(node, ast.FunctionDef):
        positional = node.args.args
        for i, j in combinations(range(min(len(positional) - len(node.args.defaults), 6)), 2):
            swapped = copy.deepcopy(node)
            swapped.args.args[i], swapped.args.args[j] = (
                swapped.args.args[j],
                swapped.args.args[i],
            )
            yield swapped


def _dropped_function(node: ast.AST) -> Iterator[ast.AST]:
    """sqrt(x), log(x), exp(x), abs(x), ceil(x), round(x, 1) as x."""
    dropped = {"sqrt", "log", "exp", "abs", "ceil", "floor", "round", "cumsum", "cumprod", "fabs"}
    if isinstance(node, ast.Call) and _called(node) in dropped:
        if node.args:
            yield node.args[0]
        elif isinstance(node.func, ast.Attribute):
            yield node.func.value


def _exchanged_function(node: ast.AST) -> Iterator[ast.AST]:
    """Change mean as median, min as max, std as var, ceil as floor, head as tail, and so on."""
    exchanges = {
        "mean": "median",
        "median": "mean",
        "sum": "mean",
        "min": "max",
        "max": "min",
        "std": "var",
        "var": "std",
        "ceil": "floor",
        "floor": "ceil",
        "head": "tail",
        "tail": "head",
        "any": "all",
        "all": "any",
        "nunique": "count",
        "count": "nunique",
        "idxmax": "idxmin",
        "idxmin": "idxmax",
        "cumsum": "cumprod",
        "cumprod": "cumsum",
        "ppf": "cdf",
        "cdf": "sf",
        "sf": "cdf",
    }
    if isinstance(node, ast.Call) and _called(node) in exchanges:
        other = exchanges[_called(node)]
        if isinstance(node.func, ast.Attribute):
            changed = ast.Attribute(node.func.value, other, node.func.ctx)
            yield ast.Call(changed, node.args, node.keywords)
        elif other in ("min", "max", "any", "all"):
            yield ast.Call(ast.Name(other, ast.Load()), node.args, node.keywords)


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _dropped_keyword(node: ast.AST) -> Iterator[ast.AST]:
    """ddof=1, sep=";", ascending=False left out."""
    if isinstance(node, ast.Call):
        for i in range(len(node.keywords)):
            yield ast.Call(node.func, node.args, node.keywords[:i] + node.keywords[i + 1 :])


def _dropped_filter(node: ast.AST) -> Iterator[ast.AST]:
    """rows[rows.arm == "x"] as rows."""
    if isinstance(node, ast.Subscript) and isinstance(
        node.slice, ast.Compare | ast.BoolOp | ast.UnaryOp | ast.BinOp
    ):
        yield node.value


def _returned(node: ast.AST) -> Iterator[ast.AST]:
    """Change return x as return 0, and as 100 times x, x / 100 and -x where x is one expression."""
    if isinstance(node, ast.Return) and node.value is not None:
        yield ast.Return(ast.Constant(0))
        if not isinstance(node.value, ast.Dict):
            for value in _rescaled(node.value):
                yield ast.Return(value)


def _record_entry(node: ast.AST) -> Iterator[ast.AST]:
    """Each entry of a returned record rescaled, its sign flipped, or exchanged with the next."""
    if not isinstance(node, ast.Dict):
        return
    for i, value in enumerate(node.values):
        for changed in _rescaled(value):
            yield ast.Dict(node.keys, [*node.values[:i], changed, *node.values[i + 1 :]])
    for i in range(len(node.values) - 1):
        values = list(node.values)
        values[i], values[i + 1] = values[i + 1], values[i]
        yield ast.Dict(node.keys, values)


def _rescaled(value: ast.expr) -> Iterator[ast.expr]:
    """Percent for proportion, proportion for percent, the other sign; numbers only."""
    if isinstance(value, ast.Constant | ast.List | ast.Tuple | ast.JoinedStr | ast.Compare):
        return
    yield ast.BinOp(value, ast.Mult(), ast.Constant(100))
    yield ast.BinOp(value, ast.Div(), ast.Constant(100))
    yield ast.UnaryOp(ast.USub(), value)


def _dropped_statement(node: ast.AST) -> Iterator[ast.AST]:
    """An augmented assignment or the body of an if left out."""
    if isinstance(node, ast.AugAssign | ast.Continue | ast.Break):
        yield ast.Pass()
    if isinstance(node, ast.If):
        yield ast.If(ast.Constant(False), node.body, node.orelse)
        yield ast.If(ast.Constant(True), node.body, node.orelse)


OPERATORS: dict[str, Operator] = {
    "arithmetic": _arithmetic,
    "comparison": _comparison,
    "logic": _logic,
    "constant": _constants,
    "swapped arguments": _swapped_arguments,
    "swapped parameters": _swapped_parameters,
    "dropped function": _dropped_function,
    "exchanged function": _exchanged_function,
    "dropped keyword": _dropped_keyword,
    "dropped filter": _dropped_filter,
    "returned value": _returned,
    "record entry": _record_entry,
    "dropped statement": _dropped_statement,
}
