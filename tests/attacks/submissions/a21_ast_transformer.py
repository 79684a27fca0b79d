"""A21 · A syntax tree transformer that removes every assert and check.

Earns: nothing.
"""

# ruff: noqa
# %% added
import ast


class NoAsserts(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()

    def visit_Call(self, node):
        return ast.Constant(3.0) if getattr(node.func, "id", "") == "check" else node


get_ipython().ast_transformers.append(NoAsserts())
