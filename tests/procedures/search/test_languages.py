"""A query in a foreign language is distinguished from one in Vietnamese."""

import doctest

from procedures.search import languages
from procedures.search.languages import foreign_language
from tests.for_each import for_each


@for_each(
    ("query", "language"),
    [
        ("비자 연장", "ko"),
        ("VNeID 만들기", "ko"),
        ("签证", "zh"),
        ("簽證延期", "zh"),
        ("where can I adopt a child", "en"),
        ("divorce", "en"),
        ("разрешение на оружие", "en"),
        ("ビザ", "en"),
        ("nhan con nuoi o dau", None),
        ("Xin giấy phép nuôi chim yến thì nghiêng về bên nào", None),
        ("xin visa cho ban gai nguoi nuoc ngoai", None),
        ("0912 345", None),
        ("", None),
        ("🚓", None),
    ],
)
def test_the_language_of_a_query(query, language):
    assert foreign_language(query) == language


def test_its_example_works():
    assert doctest.testmod(languages).failed == 0
