"""How many people a figure must be about before anybody sees it."""

SMALLEST_GROUP = 5  # NĐ 309/2026/NĐ-CP, Điều 6: results are published from five answers on
