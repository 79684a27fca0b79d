"""A40 · Asynchronous tasks and timers left running.

Earns: all.
"""

# ruff: noqa
# %% added
import asyncio
import signal


async def later():
    await asyncio.sleep(0.01)
    globals()["rows"] = 0


task = asyncio.ensure_future(later())
signal.signal(signal.SIGALRM, lambda *a: globals().update(rows=0))
await asyncio.sleep(0)

# %% honest
