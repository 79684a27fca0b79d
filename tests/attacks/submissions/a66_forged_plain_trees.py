"""A66 · Forged messages: broken arrays, tables and tags instead of values.

Earns: nothing.
"""

# ruff: noqa
# %% added
import autograder.engine.student as student

trees = iter(
    [
        {"$": "array", "shape": [10**12], "dtype": "float64", "data": []},
        {"$": "table", "columns": [1], "index": [], "dtypes": ["object"], "data": [[1]]},
        {"$": "dict", "items": [[[], 1]]},
        {"$": "__import__", "v": "os"},
        {"$": "float", "v": "nan(1)"},
        {"$": {"$": "dict"}},
    ]
    * 50
)
student.to_plain = lambda value: next(trees)


# %% answer="toy-mean-answer"
def mean_of(values):
    return 1


# %% answer="toy-word-answer"
def turn(word):
    return 1


# %% answer="toy-value-answer"
rows = 1


# %% answer="toy-plain-answer"
def double(number):
    return 1
