"""A9 · Lists within lists, deeper than a parser can go.

Earns: nothing.
Verdict: refused
"""


# ruff: noqa
# %% file
def change(notebook):
    return b'{"nbformat": 4, "cells": ' + b"[" * 500_000 + b"]" * 500_000 + b"}"
