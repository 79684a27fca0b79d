"""A50 · Threads without end (bounded here to 2000).

Earns: all.
"""

# ruff: noqa
# %% added
import threading
import time

for _ in range(2000):
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()

# %% honest
