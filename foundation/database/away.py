"""What is raised while the database is away: the work goes on once it is back."""

from django.db import InterfaceError, OperationalError

# A connection that broke, and one that is closed already. Other errors are about the row.
AWAY = (OperationalError, InterfaceError)
