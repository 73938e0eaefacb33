"""Query parameters: an unknown, repeated or wrong one is refused by name, in Vietnamese."""

import django_filters
import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from foundation.api.pagination import PageParameters
from foundation.api.parameters import Parameters, TextsFilter
from foundation.api.problems import Problem
from tests.for_each import for_each


class Example(PageParameters, Parameters):
    """One filter of each kind that endpoints use."""

    text = django_filters.CharFilter(max_length=5, help_text="Chữ.")
    needed = django_filters.CharFilter(required=True, help_text="Bắt buộc.")
    kind = django_filters.ChoiceFilter(choices=[("a", "A"), ("b", "B")], help_text="Loại.")
    kinds = TextsFilter(help_text="Các loại.")
    on = django_filters.BooleanFilter(help_text="Bật.")
    at = django_filters.IsoDateTimeFilter(help_text="Lúc.")


def errors_of(query):
    with pytest.raises(Problem) as raised:
        Example.read(QueryDict(query))
    assert raised.value.type.code == "invalid_request"
    return {error.pointer: error.code for error in raised.value.errors}


@for_each(
    ("query", "expected"),
    [
        ("needed=x&nope=1", {"/query/nope": "unknown"}),
        ("needed=x&a%2Fb=1", {"/query/a~1b": "unknown"}),
        ("needed=x&text=a&text=b", {"/query/text": "repeated"}),
        ("needed=x&page=1&page=1", {"/query/page": "repeated"}),
        ("text=a", {"/query/needed": "required"}),
        ("needed=", {"/query/needed": "required"}),
        ("needed=x&text=abcdef", {"/query/text": "max_length"}),
        ("needed=x&kind=c", {"/query/kind": "invalid_choice"}),
        ("needed=x&at=gestern", {"/query/at": "invalid"}),
        ("needed=x&page=0", {"/query/page": "min_value"}),
        ("needed=x&page=-1", {"/query/page": "min_value"}),
        ("needed=x&page=1000000000", {"/query/page": "max_value"}),
        ("needed=x&page=1.5", {"/query/page": "max_decimal_places"}),
        ("needed=x&page=NaN", {"/query/page": "invalid"}),
        ("needed=x&page=Infinity", {"/query/page": "invalid"}),
        ("needed=x&page=abc", {"/query/page": "invalid"}),
        ("needed=x&page_size=51", {"/query/page_size": "max_value"}),
        ("needed=x&page_size=0", {"/query/page_size": "min_value"}),
        (
            "nope=1&kind=c",
            {
                "/query/nope": "unknown",
                "/query/kind": "invalid_choice",
                "/query/needed": "required",
            },
        ),
    ],
)
def test_wrong_parameters_are_refused_by_name(query, expected):
    assert errors_of(query) == expected


@pytest.mark.parametrize(
    ("query", "name", "value"),
    [
        ("needed=x", "needed", "x"),
        ("needed=x&kind=a", "kind", "a"),
        ("needed=x&kinds=a&kinds=z", "kinds", ["a", "z"]),
        ("needed=x&page=3", "page", 3),
        ("needed=x", "page", None),
        ("needed=x&text=", "text", ""),
    ],
)
def test_valid_parameters_are_read(query, name, value):
    assert Example.read(QueryDict(query))[name] == value


def test_error_texts_are_vietnamese():
    with pytest.raises(Problem) as raised:
        Example.read(QueryDict("nope=1&text=abcdef&kind=c&page=0&page_size=99&at=x&page_size=1"))
    texts = [error.detail for error in raised.value.errors]
    assert len(texts) == 7
    assert [text for text in texts if text.isascii()] == []


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_query_is_read_or_refused(name, value):
    query = QueryDict(mutable=True)
    query["needed"] = "x"
    query.appendlist(name, value)
    try:
        Example.read(query)
    except Problem as problem:
        assert problem.errors  # noqa: PT017  # either outcome is right


def test_the_document_describes_what_is_validated():
    documented = {parameter.name: parameter for parameter in Example.documentation()}
    assert documented["kind"].type == {"type": "string", "enum": ["a", "b"]}
    assert documented["kinds"].type == {"type": "array", "items": {"type": "string"}}
    assert documented["page_size"].type == {"type": "integer", "minimum": 1, "maximum": 50}
    assert documented["text"].type == {"type": "string", "maxLength": 5}
    assert documented["at"].type == {"type": "string", "format": "date-time"}
    assert documented["on"].type == {"type": "boolean"}
    assert [name for name, parameter in documented.items() if parameter.required] == ["needed"]


def parameter_sets():
    """Return the parameters of every endpoint."""
    import offices.api.filters
    import procedures.api.filters

    found = [
        getattr(module, name)
        for module in (offices.api.filters, procedures.api.filters)
        for name in vars(module)
    ]
    return [
        c
        for c in found
        if isinstance(c, type) and issubclass(c, Parameters) and c is not Parameters
    ]


@pytest.mark.parametrize("declared", parameter_sets(), ids=lambda c: c.__name__)
def test_every_parameter_is_explained_in_vietnamese(declared):
    unexplained = [
        name
        for name, f in declared.base_filters.items()
        if str(f.extra.get("help_text", "")).isascii()
    ]
    assert unexplained == []


class Plain(PageParameters, Parameters):
    """Parameters none of which is required."""

    kinds = TextsFilter(help_text="Các loại.")


def test_what_a_caller_does_with_the_values_of_no_query_changes_nothing_for_the_next():
    Plain.read(QueryDict(""))["kinds"].append("a")
    assert Plain.read(QueryDict("")) == {"page": None, "page_size": None, "kinds": []}


def test_a_query_that_is_needed_is_asked_for_each_time():
    assert [errors_of(""), errors_of("")] == [{"/query/needed": "required"}] * 2
