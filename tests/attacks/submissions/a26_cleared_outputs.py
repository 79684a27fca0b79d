"""A26 · Clear and rewrite the outputs of other cells.

Earns: nothing.
"""

# ruff: noqa
# %% added
from IPython.display import clear_output, display, update_display

handle = display("a", display_id="toy-mean")
update_display("3.0", display_id="toy-mean")
clear_output()
