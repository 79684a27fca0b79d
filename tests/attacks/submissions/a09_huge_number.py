"""A9 · A whole number of a million digits, slow to read.

Earns: nothing.
Verdict: refused
"""


# ruff: noqa
# %% file
def change(notebook):
    return b'{"nbformat": 4, "nbformat_minor": ' + b"9" * 1_000_000 + b', "cells": []}'
