"""Fixtures for tests of commands."""

from tests.dossiers.importing.conftest import frozen, load, province  # noqa: F401  # fixtures
