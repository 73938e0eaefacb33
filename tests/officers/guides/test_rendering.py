"""Guides are rendered as HTML, and their content cannot become markup."""

import pytest

from officers.guides.rendering import render

TABLE = """<table>
<thead>
<tr>
<th>a</th>
</tr>
</thead>
<tbody>
<tr>
<td>b</td>
</tr>
</tbody>
</table>"""
PICTURE = (
    '<figure><img src="/quan-tri/tro-giup/hinh/a.png" alt="a&quot; onerror=&quot;x">'
    '<figcaption>a" onerror="x</figcaption></figure>'
)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("# Một\n\nHai\nba", '<h2 id="mot">Một</h2>\n<p>Hai\nba</p>'),
        ("1. Một\n2. Hai\n   ba", "<ol>\n<li>Một</li>\n<li>Hai\nba</li>\n</ol>"),
        ("- **Một** hai", "<ul>\n<li><strong>Một</strong> hai</li>\n</ul>"),
        (
            "[Đăng nhập](dang-nhap.md)",
            '<p><a href="/quan-tri/tro-giup/dang-nhap/">Đăng nhập</a></p>',
        ),
        ("| a |\n|---|\n| b |", TABLE),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ('![a" onerror="x](hinh/a.png)', PICTURE),
    ],
)
def test_guides_are_rendered_without_foreign_markup(written, shown):
    assert render(written) == shown
