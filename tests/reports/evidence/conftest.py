"""Fixtures for tests of evidence."""

import pytest
from django.test import Client

from foundation.desk.roles import Role
from reports.evidence import attaching
from reports.querysets import citizen_hash
from tests.foundation.media.pictures import video
from tests.reports import factories
from tests.reports.evidence.uploading import uploaded
from tests.reports.officers import leader_of, officer_of


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Return a context in which what follows a commit is done."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def report(offices, lan):
    """Return a report of Lan's to a commune."""
    return factories.report(offices, lan)


@pytest.fixture
def attach(as_lan, lan, report, committed):
    """Return a function that uploads a file as Lan does, and makes it evidence of a report."""

    def upload_and_attach(content=None, to=None):
        row = uploaded(as_lan, content)
        assert row.holder_hash == citizen_hash(lan)
        with committed():
            attaching.attach(to or report, [row])
        row.refresh_from_db()
        return row

    return upload_and_attach


@pytest.fixture
def photo(attach):
    """Return a photo that is evidence of the report."""
    return attach()


@pytest.fixture
def film(attach):
    """Return a video that is evidence of the report."""
    return attach(video())


def browser_of(officer):
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def verifier(offices):
    return officer_of(offices, Role.VERIFIER)


@pytest.fixture
def as_verifier(verifier):
    """Return the browser of an officer who verifies reports of the commune."""
    return browser_of(verifier)


@pytest.fixture
def as_leader(offices):
    """Return the browser of a leader of the commune."""
    return browser_of(leader_of(offices))
