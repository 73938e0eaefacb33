"""Fixtures for tests of files."""

import pytest


@pytest.fixture(autouse=True)
def _sealed_root(settings, tmp_path):
    settings.SEALED_ROOT = tmp_path / "sealed"
