"""Fixtures for tests of the officers' pages."""

from tests.feedback.ratings.conftest import as_leader, visit  # noqa: F401  # fixtures
