"""Which addresses lead out of Zalo."""

from foundation.zalo.outside import is_external
from tests.for_each import for_each


@for_each(
    ("address", "external"),
    [
        ("https://dichvucong.gov.vn/p/1", True),
        ("https://zalo.me.example.vn/", True),
        ("https://notzalo.me/", True),
        ("https://ZALO.me/s/123/", False),
        ("https://oa.zalo.me/1", False),
        ("https://congan.example.vn/mau-don.pdf", False),
        ("", False),
    ],
)
def test_only_zalo_and_this_service_are_inside(settings, address, external):
    settings.ALLOWED_HOSTS = ["congan.example.vn"]
    assert is_external(address) is external
