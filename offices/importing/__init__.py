"""Importing offices and fields from files.

The whole file is checked first, then compared, then written at once.
"""
