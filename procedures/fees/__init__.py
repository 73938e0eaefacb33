"""What a procedure costs on a day, in words and in numbers, out of rows with periods.

A row is a mapping with the members of `table.py`; days in it are ISO texts, which compare as the
days do. Nothing here asks the database, except `table.py`, which reads rows out of a draft.
"""
