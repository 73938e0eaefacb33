"""Guides are rendered as HTML, and nothing in them becomes markup of its own."""

import pytest

from officers.guides.rendering import render


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("# Một\n\nHai\nba", "<h2>Một</h2>\n<p>Hai ba</p>"),
        ("1. Một\n2. Hai\n   ba", "<ol><li>Một</li><li>Hai ba</li></ol>"),
        ("- **Một** hai", "<ul><li><strong>Một</strong> hai</li></ul>"),
        (
            "[Đăng nhập](dang-nhap.md)",
            '<p><a href="/quan-tri/tro-giup/dang-nhap/">Đăng nhập</a></p>',
        ),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ('![a" onerror="x](hinh/a.png)', None),
    ],
)
def test_guides_are_rendered_without_foreign_markup(written, shown):
    html = render(written)
    assert "<script" not in html
    assert 'onerror="' not in html
    assert shown is None or html == shown
