"""No day, month or year in an address is a 500, whatever it is written like."""

import os
from itertools import product

import pytest
from django.contrib import admin
from django.db import models, transaction
from django.test import Client
from django.urls import reverse
from unfold.contrib.filters.admin import RangeDateFilter, RangeDateTimeFilter

from dossiers.connector import keys, scopes
from foundation.desk.log_filters import DaysFilter
from foundation.desk.lookups import is_offered
from foundation.desk.period_filters import PeriodFilter
from tests.citizens.factories import citizen, client_of
from tests.for_each import for_each
from tests.offices.factories import province
from tests.openapi import document
from tests.procedures.factories import publish_procedure
from tests.routes import make

pytestmark = pytest.mark.django_db
EVERYTHING = os.environ.get("TEST_EVERYTHING")

MONTHS = ("9999-12", "0001-01", "0000-01", "10000-01", "2026-13", "tháng", "²")
WHOLE = ("9999-12-31", "0001-01-01", "2026-02-30", "31/12/9999", "01/01/0001", "01/01/10000")
SPANS = ("9999-12-31_9999-12-31", "0001-01-01_0001-01-02", "9999-12-30_9999-12-31")
NUMBERS = ("9999", "0", "10000", "-1", "9" * 30)
MOMENTS = ("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00")
ANY = (*MONTHS, *WHOLE, *SPANS, *NUMBERS, *MOMENTS)
# Lists take longer than other pages: what once failed in one, where not everything is tested.
IN_LISTS = (
    ANY if EVERYTHING else ("9999-12", "9999-12-31", "01/01/0001", "0001-01-01_0001-01-02", "²")
)
TYPED = "10:00 31/12/9999"
OF_DAYS = (DaysFilter, PeriodFilter, RangeDateFilter, RangeDateTimeFilter)
LISTS = list(admin.site._registry)
# Columns are filtered by Django, for all lists alike: one of each family where not everything is
# tested.
FAMILIES = {type(page).__bases__: model for model, page in admin.site._registry.items()}


@pytest.fixture
def asked(admin_client, admin_user):
    """Return a function that gives {(parameters): status} of what did not end in `lawful`."""

    def ask(path, queries, lawful, client=admin_client):
        client.raise_request_exception = False
        found = {}
        for query in queries:
            with transaction.atomic():  # what fails in the database leaves nothing behind
                status = client.get(path, query).status_code
                transaction.set_rollback(True)
            if status not in lawful:
                found[tuple(query.items())] = status
        return found

    return ask


def list_of(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def filters_of(shown):
    """Yield a query for each parameter of the list's filters and each day it may be asked for."""
    for one in shown.filter_specs:
        values = IN_LISTS if isinstance(one, OF_DAYS) else ("9999-12",)
        for name, value in product(one.expected_parameters(), values):
            yield {name: value}


def columns_of(page, request):
    """Yield a query for each column of days by which the address may filter the list."""
    for field in page.model._meta.concrete_fields:
        if isinstance(field, models.DateField) and is_offered(page, request, field.name):
            yield from ({f"{field.name}__year": value} for value in ("9999", "0"))
            yield from ({f"{field.name}__gte": value} for value in ("9999-12-31", "tháng"))


@pytest.mark.usefixtures("frameless")
@for_each("model", LISTS, ids=lambda model: model._meta.label)
def test_a_list_takes_any_day_in_its_filters(admin_client, rf, admin_user, asked, model):
    make(model)
    shown = admin_client.get(list_of(model)).context_data["cl"]
    queries = list(filters_of(shown))
    if EVERYTHING or model in FAMILIES.values():
        request = rf.get("/")
        request.user = admin_user
        queries += columns_of(admin.site._registry[model], request)
    assert asked(list_of(model), queries, {200, 302, 400}) == {}


@pytest.mark.usefixtures("frameless")
def test_the_years_of_a_list_take_any_number(asked):
    """Year, month and day come together there."""
    for model, page in admin.site._registry.items():
        if not page.date_hierarchy:
            continue
        make(model)
        names = [f"{page.date_hierarchy}__{part}" for part in ("year", "month", "day")]
        days = [(9999,), (9999, 12), (9999, 12, 31), (0, 1, 1), (1, 1, 1), (2026, 2, 30)]
        queries = [dict(zip(names, day, strict=False)) for day in days]
        assert asked(list_of(model), queries, {200, 302}) == {}


# Pages that are no lists of a model, and what they read from their address.
PAGES = {
    "trends": ("ky",),
    "trends-csv": ("ky",),
    "report": ("thang",),
    "report-docx": ("thang",),
    "needs": ("tuan",),
    "satisfaction-figures": ("tu", "den"),
    "satisfaction-export": ("tu", "den"),
    "admin:dossiers_dossier_due": ("accepted_at",),
    "admin:reports_report_map": ("sent", "ended"),
    "announcement-pages": ("page",),
}


@pytest.mark.usefixtures("frameless")
@for_each(("page", "names"), PAGES.items())
def test_a_page_takes_any_day(asked, page, names):
    beside = {"limit_value": "3", "limit_unit": "day"}  # without them no date is worked out
    queries = [{**beside, name: value} for name, value in product(names, (*ANY, TYPED))]
    assert asked(reverse(page), queries, {200, 400, 404}) == {}


def readable(document):
    """Yield the addresses of the API that need no row, and their parameters."""
    for path, operations in document["paths"].items():
        if "get" in operations and "{" not in path:
            for parameter in operations["get"].get("parameters", ()):
                if parameter["in"] == "query":
                    yield path, parameter["name"], str(parameter["schema"])


def values_for_each(parameters):
    """Yield each address, a parameter and the days to ask for.

    Parameters of one name and one description are read by the same code: the first of them takes
    all days, the others a few, where not everything is tested.
    """
    seen = set()
    for path, name, described in parameters:
        is_first = EVERYTHING or (name, described) not in seen
        seen.add((name, described))
        yield path, name, ANY if is_first else IN_LISTS


def machine():
    """Return a client with a key that may read everything."""
    may = [name for name, _title in scopes.choices()]
    text = keys.create("Một cửa", [province().pk], 30, granted=may)[1]
    return Client(headers={"Authorization": f"Bearer {text}"})


def test_the_api_takes_any_day(asked, db):
    """What a citizen may read only after a log-in is asked by one, a machine's by a key."""
    publish_procedure(id="a")
    citizens, machines = client_of(citizen()), machine()
    parameters = [*readable(document()), ("/api/v1/procedures/a/checklist/", "accepted_at", "")]
    found = {
        (path, name): wrong
        for path, name, values in values_for_each(parameters)
        for client in (machines if "/integration/" in path else citizens,)
        if (wrong := asked(path, ({name: value} for value in values), {200, 400, 404}, client))
    }
    assert found == {}
