"""A believable month at the province, for trials: only ever where DEBUG is on.

Nothing here is about a real person.
"""
