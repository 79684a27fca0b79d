"""A73 · Control sequences, title changes and links in all that is shown.

Earns: nothing.
"""

# ruff: noqa
# %% added
import sys

print("\x1b[2J\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b]8;;http://127.0.0.1\x1b\\link \x9b31m")
print("right to left \u202e txt", file=sys.stderr)
raise type("E\x1b[31m", (Exception,), {})("text \x1b[2J\x00\x08")
