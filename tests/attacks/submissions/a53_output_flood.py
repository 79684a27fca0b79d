"""A53 · Print hundreds of megabytes.

Earns: all.
"""

# ruff: noqa
# %% added
for _ in range(300):
    print("x" * 1_000_000)

# %% honest
