"""A51 · Fill memory that no heap limit counts: shared, in files, in pipes.

Earns: all.
"""

# ruff: noqa
# %% added
import mmap
import os

held = []
for make in (
    lambda: held.append(mmap.mmap(-1, 50_000_000).write(bytes(50_000_000))),
    lambda: os.write(os.memfd_create("x"), bytes(10_000_000)),
):
    try:
        for _ in range(100):
            make()
    except (OSError, MemoryError, AttributeError) as error:
        print(error)

# %% honest
