"""A22 · Replace the shell's way of running cells and the examiner's helper beside it.

Earns: nothing.
"""

# ruff: noqa
# %% added
import autograder.engine.student as student

shell = get_ipython()
shell.run_cell = lambda *a, **k: None
shell.run_code = lambda *a, **k: False
student._run = student._call = lambda *a: {"kind": "value", "plain": 3.0, "points": 3.0}
student.to_plain = lambda value: 3.0
