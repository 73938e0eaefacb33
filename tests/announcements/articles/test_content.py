"""An article says what the announcement says, as plain text within Zalo's bounds."""

from announcements.articles.content import MAX_CHARACTERS, article_of, paragraphs
from tests.announcements.published import document
from tests.for_each import for_each


def made(**changes):
    return article_of(
        document(**changes),
        link="https://a.vn/m/",
        tracking_link="https://a.vn/t",
        cover="https://a.vn/c",
    )


@for_each(
    ("html", "words"),
    [
        ("<p>Một &amp; <strong>hai</strong><br>\nba</p><p>bốn</p>", ["Một & hai\nba", "bốn"]),
        ('<ol start="3"><li>ba</li><li>bốn</li></ol>', ["3. ba", "4. bốn"]),
        ("<ul>\n<li>\n<p>một</p>\n</li>\n<li>hai</li></ul>", ["• một", "• hai"]),
        ('<p><a href="tel:113">Gọi 113</a></p>', ["Gọi 113"]),
        ("<h2>Đề mục</h2><blockquote><p>lời</p></blockquote>", ["Đề mục", "lời"]),
    ],
)
def test_html_becomes_plain_paragraphs(html, words):
    assert paragraphs(html) == words


def test_a_scams_marks_stay_broken():
    marks = {"scam_marks": ["hxxp://vneid[.]xyz"]}
    assert "• hxxp://vneid[.]xyz" in made(particulars=marks).blocks[0]


def test_a_correction_comes_first():
    assert made(correction_note="Số sai.").blocks[0] == "ĐÍNH CHÍNH: Số sai."


def test_a_long_text_is_cut_and_leads_to_our_page():
    article = made(html="".join(f"<p>{'dài ' * 500}</p>" for _ in range(10)))
    assert sum(map(len, article.blocks)) < MAX_CHARACTERS + 200
    assert "Đọc tiếp" in article.blocks[-2]
    assert "https://a.vn/m/" in article.blocks[-1]


def test_nothing_reads_as_a_tag():
    assert not [one for one in made(html="<p>a &lt;b&gt; c</p>").blocks if "<" in one]


def test_nobody_comments_and_it_is_hidden_at_first():
    body = made().body(shown=False)
    assert (body["comment"], body["status"], len(body["author"]) <= 50) == ("hide", "hide", True)
