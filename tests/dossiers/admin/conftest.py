"""Fixtures for tests of the officers' pages."""

import pytest

from tests.citizens.factories import PHONE
from tests.dossiers.admin.pages import ADD, CHANGE, VIEW, signed_in
from tests.dossiers.factories import dossier, officer_of
from tests.offices import factories as offices


@pytest.fixture
def row(now):
    """Return an accepted dossier of a commune."""
    return dossier(
        office=offices.office("ca-xa-a"),
        phone=PHONE,
        id_last4="7391",
        applicant_name="Trần Thị Bưởi",
    )


@pytest.fixture
def officer(row):
    """Return an officer of the dossier's office."""
    return officer_of(row.office, VIEW, CHANGE, ADD)


@pytest.fixture
def as_officer(officer):
    """Return the client of an officer who may see, change and add dossiers."""
    return signed_in(officer)
