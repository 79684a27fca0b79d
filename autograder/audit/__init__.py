"""Graders that are graded: proof that exercises give each answer the marks it has earned."""
