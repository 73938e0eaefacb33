"""What is made of published data is made again when the data is another, and only then."""

from foundation.publishing.derived import kept_while_equal


def test_the_same_data_gives_the_same_object():
    words = kept_while_equal(list)
    assert words(["a", "b"]) is words(["a", "b"])


def test_other_data_gives_another_object_and_takes_the_place_of_the_first():
    words = kept_while_equal(list)
    first = words(["a"])
    assert words(["b"]) == ["b"]
    assert words(["a"]) == first
    assert words(["a"]) is not first
