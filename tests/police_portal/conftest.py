"""The world of the tests of rights."""

import pytest
from django.db import transaction

from foundation.publishing.snapshots import forget_snapshots
from tests import memory
from tests.police_portal.world import make_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Make the world once for a module; what its tests do is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        memory.forget()
        yield make_world()
        transaction.set_rollback(True)
    forget_snapshots()
