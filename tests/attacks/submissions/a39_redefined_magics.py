"""A39 · Redefine magics and aliases, and run files with them.

Earns: nothing.
"""

# ruff: noqa
# %% added
shell = get_ipython()
shell.register_magic_function(lambda *a: 3.0, "cell", "timeit")
shell.run_cell_magic("timeit", "", "check = 1")
shell.run_line_magic("alias_magic", "check pwd")
shell.system("true")
