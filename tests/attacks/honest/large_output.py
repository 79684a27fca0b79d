"""A lot of harmless output costs nothing.

Earns: all.
"""

# ruff: noqa
# %% added
for number in range(100_000):
    print(number)

# %% added
data.style

# %% honest
