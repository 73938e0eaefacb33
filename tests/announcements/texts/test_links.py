"""Links are judged by how they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcements.texts import links


@pytest.mark.parametrize(
    "address",
    [
        "https://bocongan.gov.vn",
        "https://www.csgt.gov.vn/tra-cuu?bien=1#a",
        "https://dichvucong.bocongan.gov.vn/bocongan/bothutuc",
        "https://congan.quangninh.gov.vn:443/",
        "https://vnexpress.net/tin-tức",
        "tel:113",
        "tel:02033825068",
    ],
)
def test_a_plain_link_may_stand(address):
    assert links.fault_of(address) is None


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://bocongan.gov.vn", "link_scheme"),
        ("javascript:alert(1)", "link_scheme"),
        ("data:text/html,x", "link_scheme"),
        ("//bocongan.gov.vn", "link_scheme"),
        ("/tin/abc", "link_scheme"),
        ("", "link_scheme"),
        ("https://", "link_broken"),
        ("https://localhost/", "link_broken"),
        ("https://a b.vn", "link_broken"),
        ("https://bocongan.gov.vn\\@evil.vn", "link_broken"),
        ("https://a%2evn/", "link_broken"),
        ("https://[::1", "link_broken"),
        ("https://a.vn/" + "x" * 500, "link_broken"),
        ("tel:gọi", "link_broken"),
        ("https://bocongan.gov.vn@evil.vn/", "link_user"),
        ("https://a.vn:8443/", "link_port"),
        ("https://103.1.2.3/vneid", "link_numbers"),
        ("https://[2001:db8::1]/", "link_numbers"),
        ("https://0x7f.1/", "link_numbers"),
        ("https://2130706433/", "link_numbers"),
        ("https://bit.ly/3abc", "link_shortener"),
        ("https://www.tinyurl.com/abc", "link_shortener"),
        ("https://BIT.LY./abc", "link_shortener"),
        ("https://vneid.gov.vn.app-cai.xyz/", "link_imitation"),
        ("https://dichvucong-gov-vn.com/", "link_imitation"),
        ("https://vneid.top/", "link_imitation"),
    ],
)
def test_a_link_that_hides_where_it_leads_is_refused(address, code):
    assert links.fault_of(address).code == code


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("https://vnеid.gov.vn", "«е» (CYRILLIC SMALL LETTER IE)"),
        ("https://xn--vnid-w4d.gov.vn", "«е» (CYRILLIC SMALL LETTER IE)"),
        ("https://bοcongan.gov.vn", "«ο» (GREEK SMALL LETTER OMICRON)"),
        ("https://bocongan\u3002gov.vn", "IDEOGRAPHIC FULL STOP"),
        ("https://ｂocongan.gov.vn", "FULLWIDTH LATIN SMALL LETTER B"),
        ("https://cônGan.vn", "«ô» (LATIN SMALL LETTER O WITH CIRCUMFLEX)"),
        ("https://xn--zzzzzzzz999.vn", "xn--"),
    ],
)
def test_look_alike_letters_are_named(address, named):
    fault = links.fault_of(address)
    assert fault.code == "link_letters"
    assert named in fault.message


@given(st.text(max_size=60))
def test_no_text_makes_the_check_fail(text):
    for address in (text, f"https://{text}", f"https://a.vn/{text}"):
        fault = links.fault_of(address)
        assert fault is None or fault.message
        links.readable(address)


@pytest.mark.parametrize(
    ("address", "read"),
    [
        ("tel:0912345678", "0912345678"),
        ("mailto:hung@a.vn", "hung@a.vn"),
        ("https://a.vn/tin%20m%E1%BB%9Bi", "https://a.vn/tin mới"),
        ("https://xn--vnid-w4d.vn/xn--vnid-w4d.vn", "https://vnеid.vn/xn--vnid-w4d.vn"),
        ("https://[a.vn/%20", "https://[a.vn/ "),  # nothing can be told of its host
        ("tin%20nhanh", "tin nhanh"),
    ],
)
def test_an_address_as_people_would_read_it(address, read):
    assert links.readable(address) == read


@pytest.mark.parametrize(
    ("address", "is_state"),
    [
        ("https://vneid.gov.vn/a", True),
        ("https://evilgov.vn/", False),
        ("https://gov.vn.evil.vn", False),
        ("http://vneid.gov.vn", False),
        ("https://vneid.gov.vn@evil.vn", False),
        ("tel:113", True),
        ("tel:0912345678", False),
    ],
)
def test_only_the_states_own_links_work_in_a_warning(address, is_state):
    assert links.is_of_the_state(address, ["113"]) is is_state
