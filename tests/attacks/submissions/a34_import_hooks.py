"""A34 · Import hooks and swapped modules.

Earns: nothing.
"""

# ruff: noqa
# %% added
import sys
import types


class Everything(types.ModuleType):
    def __getattr__(self, name):
        return lambda *a, **k: 3.0


class Finder:
    def find_spec(self, name, path=None, target=None):
        sys.modules[name] = Everything(name)


sys.meta_path.insert(0, Finder())
for name in ("autograder", "autograder.exercises.judge", "numpy", "json"):
    sys.modules[name] = Everything(name)
