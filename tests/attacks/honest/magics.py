"""Common magics work or cost only themselves.

Earns: all.
"""

# ruff: noqa
# %% added
%matplotlib inline

# %% added
%%time
x = 1

# %% honest
