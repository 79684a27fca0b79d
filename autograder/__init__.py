"""Set & Setting's grader: exercises that explain, and grading that can be trusted."""

from autograder.notebook import check, hint, overview

__all__ = ["check", "hint", "overview"]
