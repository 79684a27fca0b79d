# %% [markdown]
# # A toy assignment
# Small enough that every attack is short.

# %%
import pandas as pd

from autograder import check

data = pd.DataFrame({"dose": [1, 5, 5, 25], "score": [10.0, 8.0, 9.0, 4.0]})

# %% [markdown]
# ## A mean


# %% answer="toy-mean"
def mean_of(values):
    """Mean of a list of numbers."""
    ### BEGIN SOLUTION
    return sum(values) / len(values)
    ### END SOLUTION


# %% answer="toy-mean-meaning"
meaning = ...  # your choice: "a", "b" or "c"
### BEGIN SOLUTION
meaning = "b"
### END SOLUTION

# %% check="toy-mean"
check("toy-mean", mean_of, meaning)

# %% [markdown]
# ## A word


# %% answer="toy-word"
def turn(word):
    """The word backwards."""
    ### BEGIN SOLUTION
    return word[::-1]
    ### END SOLUTION


# %% check="toy-word"
check("toy-word", turn)

# %% [markdown]
# ## A value

# %% answer="toy-value"
rows = ...  # number of rows of `data` with a dose of 5
### BEGIN SOLUTION
rows = int((data["dose"] == 5).sum())
### END SOLUTION

# %% check="toy-value"
check("toy-value", rows)

# %% [markdown]
# ## A function that is tested with plain asserts


# %% answer="toy-plain"
def double(number):
    """Twice the number."""
    ### BEGIN SOLUTION
    return 2 * number
    ### END SOLUTION


# %% check="toy-plain"
hidden_inputs = [3, 271828]
assert all(double(number) == 2 * number for number in hidden_inputs), "Not twice the number."
assert double(data["dose"].iloc[-1]) == 50

# %% [markdown] manual="toy-memo" points=3
# Your memo here.
