"""Fixtures for tests of the officers' pages."""

from tests.feedback.ratings.conftest import visit  # noqa: F401  # the fixture
