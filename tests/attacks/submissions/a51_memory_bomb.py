"""A51 · Fill the memory.

Earns: all.
"""

# ruff: noqa
# %% added
x = []
while True:
    x.append(bytearray(20_000_000))

# %% added
del x

# %% honest
