"""How the database refuses a change."""

import pytest
from django.db import DatabaseError, transaction


def refused(change):
    """Check that the database refuses a change."""
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()
