"""Traditional characters equal simplified ones."""

from foundation.records.han import SIMPLIFIED
from foundation.records.vietnamese import fold
from tests.for_each import for_each


@for_each(
    ("traditional", "simplified"),
    [
        ("簽證延期", "签证延期"),
        ("臨時居留證", "临时居留证"),
        ("無犯罪紀錄證明", "无犯罪纪录证明"),
        ("電子簽", "电子签"),
    ],
)
def test_traditional_characters_are_folded(traditional, simplified):
    assert fold(traditional) == simplified


def test_simplified_characters_are_unchanged():
    assert all(fold(plain) == plain for plain in SIMPLIFIED.values())
