"""The minimum number of people behind a public figure."""

from collections.abc import Mapping

SMALLEST_GROUP = 5  # NĐ 309/2026/NĐ-CP, Điều 6: results are published from five answers on
LARGEST_HIDDEN = SMALLEST_GROUP - 1


def publishable(groups: Mapping[str, int]) -> dict[str, int]:
    """Return the groups that may be shown next to their published sum; each is a part of one whole.

    `groups` are all that an outsider may think of, also empty ones. Readers of the figures also
    know this rule. So the groups from some size on are shown: the smallest of SMALLEST_GROUP and
    every fourth number after it for which one of these is true:

    - nothing is left over: the others are empty groups;
    - each group left over may be anything from 0 to the largest hidden size, judging by its sum
      with the others: the sum is no smaller, and the others can make up for it even if it is 0.

    If that is never true, only the sum is shown. Thirteen, of which five are shown and two groups
    are left, would be two groups of four: so nothing but thirteen is shown. Enumeration proves that
    nobody can tell a group below SMALLEST_GROUP apart from four other sizes, in
    tests/foundation/records/test_smallest_group.py. For crossing figures
    `feedback.satisfaction.protecting` decides.

    >>> publishable({"a": 9, "b": 3, "c": 2, "d": 0})
    {'a': 9}
    >>> publishable({"a": 5, "b": 4, "c": 4})
    {}
    >>> publishable({"a": 30, "b": 8, "c": 2, "d": 0})
    {'a': 30}
    """
    if sum(groups.values()) <= SMALLEST_GROUP:  # five of one group would be five of nobody else
        return {}
    for size in range(SMALLEST_GROUP, max(groups.values()) + 1, LARGEST_HIDDEN):
        hidden = [count for count in groups.values() if count < size]
        if _tells_nothing(sum(hidden), len(hidden), size - 1):
            return {name: count for name, count in groups.items() if count >= size}
    return {}


def _tells_nothing(left: int, groups: int, largest: int) -> bool:
    return left == 0 or largest <= left <= largest * (groups - 1)
