"""A16 · Script in a text that the instructor reads and marks.

Earns: nothing.
"""

# ruff: noqa
# %% answer="toy-memo"
# My memo <script>alert(1)</script> <img src=x onerror=alert(1)> <iframe src=x></iframe>
