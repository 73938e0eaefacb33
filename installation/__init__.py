"""What an administrator runs as root: setup, and the commands beside it.

It needs Python alone and imports nothing of the service: it runs before there are settings or a
database, and while they are broken. `deploy/debian/` makes the package that brings it.
"""
