"""The officers' second factor.

A time-based code of an app on their phone, or a recovery code from paper.
"""
