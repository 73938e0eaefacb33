"""One client for each process."""

from foundation.zalo import process


def test_the_client_is_kept_until_the_settings_change(zalo, settings):
    first = process.graph_client()
    assert process.graph_client() is first
    settings.ZALO_READ_SECONDS = 3.0
    assert process.graph_client() is not first
