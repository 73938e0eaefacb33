"""What the project is measured against.

The same work without its ideas, or with one of them taken away.
"""
