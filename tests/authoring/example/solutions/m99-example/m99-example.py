# %% [markdown]
# # Example assignment
#
# One function, one choice, one memo.

# %%
import numpy as np

# %% [markdown]
# ### Exercise 1 · A risk difference

# %% answer="m99-difference"
def difference(events_a, n_a, events_b, n_b):
    """Risk in arm A minus risk in arm B, as a proportion."""
    ### BEGIN SOLUTION
    risk_a = np.float64(events_a) / n_a
    return float(risk_a - events_b / n_b)
    ### END SOLUTION


# %% answer="m99-difference-meaning"
meaning = ...  # your choice: "a" or "b"
### BEGIN SOLUTION
meaning = "b"
### END SOLUTION

# %% check="m99-difference"
check("m99-difference", difference, meaning)

# %% [markdown]
# ### Exercise 2 · A memo

# %% [markdown] manual="m99-memo" points=6
# ### BEGIN SOLUTION
# The difference is in people, the ratio is not.
# ### END SOLUTION
