"""How many people a figure must be about before anybody sees it."""

SMALLEST_GROUP = 5  # NĐ 309/2026/NĐ-CP, Điều 6: results are published from five answers on


def publishable(groups: dict[str, int], whole: int) -> dict[str, int]:
    """Return the groups that may be shown beside their published whole.

    What is left over of the whole could be worked out by subtracting: so it is empty or a group
    that is large enough itself, and the smallest shown group is hidden where it would not be. For
    figures that form one tree, each split once: every sum or difference of them is made of shown
    groups and left-overs. Where figures cross, `feedback.satisfaction.protecting` decides.

    >>> publishable({"a": 9, "b": 6, "c": 2}, 17)
    {'a': 9}
    >>> publishable({"a": 9, "c": 3, "d": 3}, 15)
    {'a': 9}
    """
    shown = {key: count for key, count in groups.items() if count >= SMALLEST_GROUP}
    if 0 < whole - sum(shown.values()) < SMALLEST_GROUP and shown:
        del shown[min(shown, key=lambda key: (shown[key], key))]
    return shown
