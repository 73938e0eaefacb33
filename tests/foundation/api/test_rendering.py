"""Answers that one serializer of each kind renders."""

from types import SimpleNamespace

from rest_framework import serializers

from foundation.api.rendering import rendered


class One(serializers.Serializer):
    """A row."""

    name = serializers.CharField()


class Many(serializers.Serializer):
    """An answer."""

    rows = One(many=True)
    day = serializers.DateField()


def test_it_renders_what_a_new_serializer_does():
    for names in (["a", "b"], [], ["c"]):
        value = {"rows": [SimpleNamespace(name=name) for name in names], "day": None}
        assert rendered(Many, value) == Many(value).data
