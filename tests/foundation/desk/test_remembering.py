"""Values are read once inside a block, and anew outside."""

from itertools import count

from foundation.desk.remembering import remembered, remembering


def test_a_value_is_read_once_for_each_key_inside_the_block():
    numbers = count()
    with remembering():
        assert [remembered("a", numbers.__next__) for _again in range(2)] == [0, 0]
        assert remembered("b", numbers.__next__) == 1


def test_nothing_is_kept_outside_a_block_or_after_one():
    numbers = count()
    with remembering():
        remembered("a", numbers.__next__)
    assert [remembered("a", numbers.__next__) for _again in range(2)] == [1, 2]
