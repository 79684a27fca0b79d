"""Cells may wait for something.

Earns: all.
"""

# ruff: noqa
# %% added
import asyncio

await asyncio.sleep(0.01)

# %% honest
