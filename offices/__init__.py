"""Police offices, their officers and opening hours, the fields they serve.

And the working calendar.
"""
