"""The Markdown of announcements: a small subset, safe whatever is pasted."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcements.texts import markdown

REL = ' rel="noopener noreferrer nofollow"'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Một đoạn\n\nHai đoạn", "<p>Một đoạn</p>\n<p>Hai đoạn</p>"),
        ("**đậm** và *nghiêng*", "<p><strong>đậm</strong> và <em>nghiêng</em></p>"),
        ("- một\n- hai", "<ul>\n<li>một</li>\n<li>hai</li>\n</ul>"),
        ("3. ba", '<ol start="3">\n<li>ba</li>\n</ol>'),
        ("> trích", "<blockquote>\n<p>trích</p>\n</blockquote>"),
        ("dòng\ndòng", "<p>dòng<br>\ndòng</p>"),
        ("5 < 7 & 8 > 6", "<p>5 &lt; 7 &amp; 8 &gt; 6</p>"),
    ],
)
def test_the_subset_is_rendered(text, expected):
    assert markdown.render(text) == expected


@pytest.mark.parametrize(("level", "tag"), [(1, "h2"), (2, "h2"), (3, "h3"), (4, "h3"), (6, "h3")])
def test_headings_stay_below_the_title_of_the_page(level, tag):
    assert markdown.render("#" * level + " Đề mục") == f"<{tag}>Đề mục</{tag}>"


def test_a_link_opens_nothing_of_ours():
    assert markdown.render("[Bộ](https://bocongan.gov.vn/a)") == (
        f'<p><a href="https://bocongan.gov.vn/a"{REL}>Bộ</a></p>'
    )


WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {color: red}</style>'
    "<!--[if gte mso 9]><xml><w:WordDocument>1</w:WordDocument></xml><![endif]--></head>"
    '<p class=MsoNormal onclick="alert(1)"><b>Cảnh báo</b><o:p></o:p></p>'
    "<script>alert('lộ')</script><img src=x onerror=alert(2)>Hết</html>"
)


def test_what_word_adds_disappears_and_the_words_stay():
    assert markdown.plain(markdown.render(WORD)) == "Cảnh báo\nHết"


@pytest.mark.parametrize(
    "attack",
    [
        WORD,
        "<script>alert(1)</script>",
        "<scr<script>ipt>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](&#106;avascript:alert(1))",
        "<javascript:alert(1)>",
        '[x](https://a.vn "onmouseover=alert(1)")',
        "<a href='https://a.vn' onclick=alert(1)>x</a>",
        "![x](https://a.vn/x.png)",
        "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    ],
)
def test_nothing_active_comes_out(attack):
    for rendered in (markdown.render(attack), markdown.render(attack, defanged=True)):
        only_ours(rendered)


ALLOWED = re.compile(
    rf"""</?(?:{"|".join(markdown.TAGS)})"""
    rf"""(?: (?:start="\d+"|href="(?:https|tel):[^"]*"{REL}))?>"""
)


def only_ours(rendered):
    for tag in re.findall(r"<[^>]*>", rendered):
        assert ALLOWED.fullmatch(tag), tag


@given(st.text("<>/=\"'[](){}#*`!&;:.- \nabcdstyleriphjv1", max_size=80))
def test_whatever_is_written_only_our_tags_come_out(text):
    only_ours(markdown.render(text))
    only_ours(markdown.render(text, defanged=True))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[vào đây](http://a.vn)", "vào đây (hxxp://a[.]vn)"),
        ("[Bộ](https://bit.ly/3x)", "Bộ (hxxps://bit[.]ly/3x)"),
        ("[Bộ](https://bocongan.gov.vn@evil.vn)", "Bộ (hxxps://bocongan[.]gov[.]vn[@]evil[.]vn)"),
    ],
)
def test_a_link_that_is_refused_becomes_text(text, shown):
    assert markdown.render(text) == f"<p>{shown}</p>"


def test_in_a_warning_only_links_and_numbers_of_the_state_work():
    text = (
        "Đừng mở [trang này](https://vneid.xyz/a) hay https://vneid.top, gọi 0912 345 678 "
        "hoặc [số](tel:0912345678). Chỉ dùng [VNeID](https://vneid.gov.vn), gọi [113](tel:113)."
    )
    rendered = markdown.render(text, own=["113"], defanged=True)
    assert re.findall('href="([^"]*)"', rendered) == ["https://vneid.gov.vn", "tel:113"]
    assert markdown.plain(rendered) == (
        "Đừng mở trang này (hxxps://vneid[.]xyz/a) hay hxxps://vneid[.]top, gọi "
        "0912[.]345[.]678 hoặc số (0912[.]345[.]678). Chỉ dùng VNeID, gọi 113."
    )


def test_a_link_that_shows_its_address_says_it_once():
    rendered = markdown.render("<https://vneid.xyz>", defanged=True)
    assert rendered == "<p>hxxps://vneid[.]xyz</p>"


def test_plain_words_have_a_line_for_each_paragraph():
    assert markdown.plain(markdown.render("## Đề\n\n- một\n- hai & ba\n\ncuối")) == (
        "Đề\nmột\nhai & ba\ncuối"
    )


def test_links_are_listed_in_their_order():
    assert markdown.links_in("[a](https://a.vn) <https://b.vn>\n\n- [c](tel:113)") == [
        *("https://a.vn", "https://b.vn", "tel:113")
    ]


def test_a_text_of_any_length_costs_no_more_than_the_longest_allowed():
    assert len(markdown.plain(markdown.render("a" * 10_000_000))) == markdown.MAX_CHARACTERS
