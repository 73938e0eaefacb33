"""Bodies, whose fields are made once for each kind."""

from types import SimpleNamespace
from typing import ClassVar

import pytest
from rest_framework import serializers

from foundation.api.bodies import Body


class Named(Body):
    """A body."""

    example: ClassVar = {"name": "a"}
    name = serializers.CharField()


class NamedTwice(Named):
    """A body with one more field."""

    again = serializers.CharField(required=False)


def read(kind, **sent):
    return kind.read(SimpleNamespace(data=sent))


def test_a_body_that_the_document_shows_in_part_is_asked_for_as_a_whole():
    partial = Named(data={}, partial=True)
    assert partial.is_valid()
    with pytest.raises(serializers.ValidationError):
        read(Named)


def test_one_body_knows_nothing_of_another():
    with pytest.raises(serializers.ValidationError):
        read(Named, name="")
    assert read(Named, name="a") == {"name": "a"}
    assert read(NamedTwice, name="b", again="c") == {"name": "b", "again": "c"}
    assert list(Named(data={}).fields) == ["name"]
