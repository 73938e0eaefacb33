"""Fixtures for tests of files."""

import pytest

from foundation.media import reencoding
from tests.conftest import START_DECODER


@pytest.fixture(autouse=True)
def _sealed_root(settings, tmp_path):
    settings.SEALED_ROOT = tmp_path / "sealed"


@pytest.fixture(autouse=True)
def _decoder_is_started():
    """Start the process that decodes pictures, as the service does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reencoding, "_run", START_DECODER)
        yield
