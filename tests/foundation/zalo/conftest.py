"""The fixtures of the Zalo client's tests."""

from tests.zalo_client.conftest import citizen, client, oa, quick, token

__all__ = ["citizen", "client", "oa", "quick", "token"]
