"""A known mistake is named.

Earns: toy-mean 1, toy-word 2, toy-value 1, toy-plain 2.
Output holds: The middle value is the mean.
"""


# ruff: noqa
# %% answer="toy-mean-answer"
def mean_of(values):
    return sorted(values)[len(values) // 2]


# %% honest
