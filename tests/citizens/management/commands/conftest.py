"""Fixtures for tests of commands."""

from tests.citizens.notices.conftest import (  # noqa: F401  # fixtures
    by_day,
    oa,
    person,
    subscriber,
    waiting,
)
