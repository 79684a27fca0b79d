"""A44 · Make all random numbers the same, so that random tests become constant.

Earns: nothing.
"""

# ruff: noqa
# %% added
import random

import numpy as np

random.seed = np.random.seed = lambda *a: None
random.random = np.random.rand = np.random.random = lambda *a: 0.5
np.random.default_rng = lambda *a: type("R", (), {"normal": lambda *a, **k: 0.5})()


# %% answer="toy-mean-answer"
def mean_of(values):
    return 3.0
