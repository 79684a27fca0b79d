"""A52 · Fill the disk with one file and with many.

Earns: all.
"""

# ruff: noqa
# %% added
try:
    with open("large", "wb") as file:
        for _ in range(1000):
            file.write(bytes(1_000_000))
except OSError as error:
    print(error)
try:
    for i in range(100):
        with open(f"part{i}", "wb") as file:
            file.write(bytes(1_000_000))
except OSError as error:
    print(error)

# %% honest
