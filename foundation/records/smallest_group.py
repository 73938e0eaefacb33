"""How many people a figure must be about before anybody sees it."""

from collections.abc import Mapping

SMALLEST_GROUP = 5  # NĐ 309/2026/NĐ-CP, Điều 6: results are published from five answers on
LARGEST_HIDDEN = SMALLEST_GROUP - 1


def publishable(groups: Mapping[str, int]) -> dict[str, int]:
    """Return the groups that may be shown beside their published sum; of each part of one tree.

    `groups` are all that somebody outside may think of, also those of nobody. Whoever reads the
    figures also knows this rule. So what is shown are the groups from some size on, the smallest
    of SMALLEST_GROUP and every fourth number after it where one of these holds:

    - nothing is left over: the others are groups of nobody;
    - each group left over may be anything from 0 to the largest hidden size, as far as its sum with
      the others tells: the sum is no smaller, and the others can make up for it even if it is 0.

    If that holds nowhere, the sum stands alone. Thirteen, of which five are shown and two groups
    are left, would be two groups of four: so nothing but thirteen is shown. That nobody can tell a
    group below SMALLEST_GROUP apart from four other sizes is proved by enumeration, in
    tests/foundation/records/test_smallest_group.py. Where figures cross,
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
