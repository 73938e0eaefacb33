"""Errors of a database that is away; retry when it is back."""

from django.db import InterfaceError, OperationalError

# A connection that broke, and one that is closed already. Other errors are about the row.
AWAY = (OperationalError, InterfaceError)
