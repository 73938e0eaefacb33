"""What a procedure costs on a day, in words and numbers, from rows with periods.

A row is a mapping with the members of `table.py`. Days in it are ISO texts, which sort like days.
Only `table.py`, which reads rows from a draft, uses the database.
"""
