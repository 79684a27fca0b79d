"""A71 · Call the reference solution, wherever it may be in reach.

Earns: nothing.
"""


# ruff: noqa
# %% answer="toy-mean-answer"
def mean_of(values):
    import importlib
    import sys

    for folder in ("{{SOLUTIONS}}", "{{CLASS_FOLDER}}"):
        sys.path.insert(0, folder)
    for name in ("bank", "toy", "solutions.toy", "tests.attacks.toy.bank", "tests.attacks.toy.toy"):
        try:
            return importlib.import_module(name).mean_of(values)
        except (ImportError, AttributeError):
            pass
