"""The one error a person is meant to read."""


class UserError(Exception):
    """Something the person at the keyboard can put right.

    The message is one or two plain sentences: what is wrong, where, and what to do. The command
    line prints it without a traceback and ends with exit code 2.
    """
