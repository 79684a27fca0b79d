"""Which names a cell binds and uses, read from its source without running it.

Most cells of a class are the same; what was read of the last few hundred sources is remembered.
"""

from __future__ import annotations

import ast
import symtable
from collections.abc import Iterable
from functools import lru_cache

from autograder.engine.ipython_syntax import UNREADABLE, plain

NONE: frozenset[str] = frozenset()
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_INNER = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def parse(source: str) -> ast.Module | None:
    """The syntax tree, IPython's additions translated; None where the source has errors."""
    try:
        return ast.parse(plain(source))
    except UNREADABLE:
        return None


def same_code(one: str, other: str) -> bool:
    """Whether two sources differ in comments and layout at most."""
    if one.strip() == other.strip():
        return True
    left, right = parse(one), parse(other)
    return left is not None and right is not None and _dump(left) == _dump(right)


def only_waits(source: str, stub: str) -> bool:
    """Whether a cell is its stub, and at most says ``raise NotImplementedError`` besides."""
    one, other = parse(source), parse(stub)
    return one is not None and other is not None and _but_waiting(one) == _but_waiting(other)


def _but_waiting(tree: ast.Module) -> list[str]:
    return [
        _dump(node)
        for node in tree.body
        if not (isinstance(node, ast.Raise) and "NotImplementedError" in _dump(node))
    ]


def _dump(node: ast.AST) -> str:
    try:
        return ast.dump(node)
    except RecursionError:  # nested deeper than anybody would: like nothing else
        return str(id(node))


@lru_cache(maxsize=512)
def bound_names(source: str) -> frozenset[str]:
    """Names that a cell binds at its top level, or changes in place by ``x[...] =``, ``x.a =``.

    Imported names are left out: they are not anybody's answer.
    """
    tree = parse(source)
    try:
        return frozenset(name for node in tree.body for name in _bound(node)) if tree else NONE
    except RecursionError:  # nested deeper than anybody would
        return NONE


def used_names(source: str) -> set[str]:
    """Every name that a cell reads, in nested functions too."""
    tree = parse(source)
    if tree is None:
        return set()
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


@lru_cache(maxsize=512)
def globals_in_functions(source: str) -> frozenset[str]:
    """Names that the functions and classes of a cell look up outside themselves when they run."""
    try:
        table = symtable.symtable(plain(source), "<cell>", "exec")
    except UNREADABLE:
        return frozenset()
    found: set[str] = set()
    inner = list(table.get_children())
    while inner:
        scope = inner.pop()
        found |= {symbol.get_name() for symbol in scope.get_symbols() if symbol.is_global()}
        inner += scope.get_children()
    return frozenset(found)


def imported_modules(source: str) -> set[str]:
    """The modules that a cell imports."""
    tree = parse(source)
    found: set[str] = set()
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return found


def _bound(node: ast.AST) -> Iterable[str]:
    if isinstance(node, _SCOPES):
        yield node.name
        return
    if isinstance(node, _INNER):
        return
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
        yield node.id
    elif isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store):
        root: ast.AST = node
        while isinstance(root, ast.Attribute | ast.Subscript):
            root = root.value
        if isinstance(root, ast.Name):
            yield root.id
    for child in ast.iter_child_nodes(node):
        yield from _bound(child)
