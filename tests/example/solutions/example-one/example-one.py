# %% [markdown]
# # Example assignment
#
# Three exercises and a memo, small enough to read at a glance. The counts are those of one trial:
# 45 of 52 people improved with the treatment, 29 of 42 without.

# %%
import math

import plotly.graph_objects as go

from autograder import check

# %% [markdown]
# ### Exercise 1 · People, not ratios
#
# Return a dictionary with `difference`, `ratio` and `nnt`. In words, what does a ratio of 1.25 say?
# (a) the odds are 1.25 times as high, (b) 1.25 times as many people improve, (c) nothing.


# %% answer="one-risks"
def risk_measures(events_a, n_a, events_b, n_b):
    """Risk difference (proportion), risk ratio and number needed to treat of A against B."""
    ### BEGIN SOLUTION
    a, b = events_a / n_a, events_b / n_b
    return {"difference": a - b, "ratio": a / b, "nnt": 1 / (a - b)}
    ### END SOLUTION


# %% answer="one-risks-meaning"
meaning = ...  # your choice: "a", "b" or "c"
### BEGIN SOLUTION
meaning = "b"
### END SOLUTION

# %% check="one-risks"
check("one-risks", risk_measures, meaning)

# %% [markdown]
# The same people, drawn.

# %%
go.Figure(
    go.Bar(x=["treatment", "comparison"], y=[45 / 52 * 100, 29 / 42 * 100], name="improved"),
    layout={"title": "More people improve with treatment", "yaxis": {"title": "percent"}},
)

# %% [markdown]
# ### Exercise 2 · Two kinds of spread
#
# Return the standard deviations that belong to these standard errors.


# %% answer="one-spread"
def deviations(errors, people):
    """Standard deviations (points) from standard errors (points) and numbers of people: a list."""
    ### BEGIN SOLUTION
    return [error * math.sqrt(n) for error, n in zip(errors, people, strict=True)]
    ### END SOLUTION


# %% check="one-spread"
check("one-spread", deviations)

# %% [markdown]
# ### Exercise 3 · One share from two groups
#
# Which percentage of all people improved?

# %% answer="one-share"
overall = ...  # in percent
### BEGIN SOLUTION
overall = 100 * (45 + 29) / (52 + 42)
### END SOLUTION

# %% check="one-share"
check("one-share", overall)

# %% [markdown]
# ### Exercise 4 · In your words
#
# What should a person who thinks about this treatment be told? Two sentences.

# %% [markdown] manual="one-memo" points=4
# ### BEGIN SOLUTION
# Of 100 people like these, about 87 improve with the treatment and 69 without it. For every 6
# people treated, one more improves than would have otherwise.
# ### END SOLUTION
