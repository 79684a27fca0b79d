"""A9 · A file far above the limit.

Earns: nothing.
Verdict: refused
"""


# ruff: noqa
# %% file
def change(notebook):
    return b'{"nbformat": 4, "cells": []}' + b" " * 101_000_000
