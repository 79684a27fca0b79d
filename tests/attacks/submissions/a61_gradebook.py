"""A61 · Write to the gradebook.

Earns: nothing.
"""

# ruff: noqa
# %% added
import sqlite3

try:
    book = sqlite3.connect("{{CLASS_FOLDER}}/gradebook.db")
    book.execute("create table grade (student text, points real)")
    book.execute("insert into grade values ('me', 1000)")
    book.commit()
except sqlite3.Error as error:
    print(error)
