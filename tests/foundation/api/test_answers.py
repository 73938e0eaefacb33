"""Answers that one serializer of each kind makes."""

from types import SimpleNamespace

from rest_framework import serializers

from foundation.api.answers import all_shown, shown


class One(serializers.Serializer):
    """A row."""

    name = serializers.CharField()


class Many(serializers.Serializer):
    """An answer."""

    rows = One(many=True)
    day = serializers.DateField()


def test_it_shows_what_a_new_serializer_does():
    for names in (["a", "b"], [], ["c"]):
        value = {"rows": [SimpleNamespace(name=name) for name in names], "day": None}
        assert shown(Many, value) == Many(value).data
        assert all_shown(One, value["rows"]) == One(value["rows"], many=True).data
