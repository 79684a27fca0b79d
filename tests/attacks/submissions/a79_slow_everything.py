"""A79 · Every cell as slow as is allowed, to hold up the others.

Earns: nothing.
"""

# ruff: noqa
# %% added
import time

time.sleep(60)

# %% added
import time

time.sleep(60)

# %% added
import time

time.sleep(60)

# %% added
import time

time.sleep(60)

# %% added
import time

time.sleep(60)

# %% added
import time

time.sleep(60)

# %% added
import time

time.sleep(60)

# %% added
import time

time.sleep(60)

# %% added
import time

time.sleep(60)

# %% added
import time

time.sleep(60)

# %% added
import time

time.sleep(60)

# %% added
import time

time.sleep(60)
