"""Fixtures for tests of photos."""

import pytest

from tests.feedback.factories import agree_to_photos


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def lan(lan):
    """Return a citizen who agrees to photos."""
    agree_to_photos(lan)
    return lan
