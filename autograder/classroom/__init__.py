"""A class: grading everybody, the gradebook, feedback pages, the report, marks for the LMS.

Results come from the engine as data. This room decides who is graded, keeps what was found, and
writes it down; it never runs a student's code and never makes a mark of its own.
"""
