"""A35 · Patch the judge, the keys and the results themselves.

Earns: nothing.
"""

# ruff: noqa
# %% added
import autograder.exercises.judge as judge
import autograder.exercises.outcome as outcome
import autograder.exercises.seal as seal

seal.Seal.opens = lambda *a: True
outcome.Result.points = property(lambda self: self.max_points)
outcome.Outcome.earns = property(lambda self: True)
judge.judge = lambda key, answers: outcome.Result("toy-mean", "x", ())
