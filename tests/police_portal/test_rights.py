"""Rights are role × office, checked on every page of the admin for rows of both offices.

Each page is asked once for all roles that it cannot tell from each other (`asking.py`). Templates
are skipped: `test_walk.py` renders for each role what it may open.
"""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import quote
from django.contrib.auth.models import Permission, User
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import reverse

from citizens.models import AccessEntry
from citizens.navigation import count_failed_deliveries
from officers.admin_site import OfficersSite
from tests import routes
from tests.citizens.factories import citizen, delivery, notice
from tests.for_each import for_each
from tests.offices import factories as offices
from tests.police_portal import world as worlds
from tests.police_portal.rights import AUTOCOMPLETES, MODELS, OTHERS, ROLES

pytestmark = pytest.mark.django_db
REFUSED = {302, 403, 404}
HOME = reverse("admin:index")
# What a refusal and a look may write: who was refused, who looks at which row, the session.
NO_TRACE = {"citizens_accessentry", "desk_viewing", "desk_sentform", "django_session"}
PROVINCE_ONLY = [label for label, pages in MODELS.items() if pages.bound or pages.province]


@pytest.fixture
def own(world):
    return world.own


@pytest.fixture
def foreign(world):
    return world.foreign


@pytest.fixture
def _pages_are_not_rendered(monkeypatch):
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")
    monkeypatch.setattr(OfficersSite, "each_context", lambda *_: {})


def page(label, name, *keys):
    model = apps.get_model(label)
    return reverse(
        f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}",
        args=[quote(str(key)) for key in keys],
    )


def status_of(officer, address):
    return officer.once(address, lambda: officer.browser.get(address).status_code)


# --- the table is complete -----------------------------------------------------------------------

STANDARD = {"changelist", "add", "history", "delete", "change"}


def test_every_page_of_the_admin_is_in_the_table():
    known = {
        f"{'_'.join(label.lower().split('.'))}_{name}"
        for label, pages in MODELS.items()
        for name in {*STANDARD, *pages.more, *pages.lists}
    }
    found = {route.name for route in routes.walk() if route.in_admin and route.name}
    assert found - known - set(OTHERS) == set(), (
        "a page without a row in tests/police_portal/rights.py"
    )
    assert (known | set(OTHERS)) - found == set(), "a row without a page"


def test_every_model_with_pages_is_in_the_table():
    assert {model._meta.label for model in admin.site._registry} == set(MODELS)


def test_every_list_action_is_in_the_table(admin_client, rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    found = {
        model._meta.label: set(pages.get_actions(request))
        for model, pages in admin.site._registry.items()
    }
    assert found == {label: set(pages.actions) for label, pages in MODELS.items()}


# --- rows of the own office and of another -------------------------------------------------------


def opened_by(pages, name):
    named = {
        "changelist": pages.view,
        "history": pages.view,
        "change": pages.view,
        "add": pages.add,
        "delete": pages.delete,
    }
    return named.get(name, pages.more.get(name, pages.lists.get(name, "")))


def reached(pages, role, *, foreign):
    """Return True if an officer of a commune reaches a row."""
    if role in pages.beyond:
        return True
    return not pages.province and not (pages.bound and foreign)


@pytest.mark.usefixtures("_pages_are_not_rendered")
@for_each("label", MODELS)
def test_each_role_opens_the_pages_of_the_table(label, world):
    pages, officer = MODELS[label], world.officer
    for role in officer.as_each_role():
        for row, is_foreign in zip(world.pair(label), (False, True), strict=False):
            for name in sorted({"change", "history", "delete", *pages.more}):
                if is_foreign and role not in opened_by(pages, name):
                    continue  # not even of the own office
                status = status_of(officer, page(label, name, row.pk))
                barred = is_foreign and name in pages.own and role not in pages.beyond
                allowed = (
                    role in opened_by(pages, name)
                    and reached(pages, role, foreign=is_foreign)
                    and not barred
                )
                said = f"{ROLES[role]}: {label} {name} {'foreign' if is_foreign else 'own'}"
                assert (status == 200) if allowed else (status in REFUSED), f"{said}: {status}"


def listed(officer, label):
    """Return the status of a list, and the keys of its rows."""

    def ask():
        answer = officer.browser.get(page(label, "changelist"))
        if answer.status_code != 200:
            return answer.status_code, set()
        rows = answer.context_data["cl"].queryset.order_by()
        return 200, set(rows.values_list("pk", flat=True))

    return officer.once(("list", label), ask)


@pytest.mark.usefixtures("_pages_are_not_rendered")
@for_each("label", MODELS)
def test_lists_contain_rows_of_the_own_office_only(label, world):
    pages, officer = MODELS[label], world.officer
    for role in officer.as_each_role():
        status, shown = listed(officer, label)
        allowed = role in pages.view and (not pages.province or role in pages.beyond)
        assert status == (200 if allowed else 403), f"{ROLES[role]}: {label}"
        if allowed:
            known = {
                row.pk: reached(pages, role, foreign=number == 1)
                for number, row in enumerate(world.pair(label))
            }
            assert {key: key in shown for key in known} == known, f"{ROLES[role]}: {label}"
        for name in ("add", *pages.lists):
            expected = 200 if role in opened_by(pages, name) else 403
            assert status_of(officer, page(label, name)) == expected, (
                f"{ROLES[role]}: {label} {name}"
            )


def asking(allowed, pages):
    """Return the roles whose reach a page must check: those `allowed`, or all if there are none.

    Others are refused everywhere, and staff without rights writes nothing: tests/test_routes.py.
    """
    within = set(ROLES) - set(pages.beyond)
    return within & set(allowed) or within


def written_by(officer, address, sent):
    """Return the status of what is sent, and the tables that it wrote to."""

    def ask():
        status = officer.browser.post(address, sent).status_code
        traces = set(officer.written) - NO_TRACE
        left = AccessEntry.objects.filter(officer=officer.user, action="exported", count__gt=0)
        return status, traces | set(left)

    return officer.once((address, str(sent)), ask)


@for_each("label", [label for label, pages in MODELS.items() if pages.bound])
def test_rows_of_a_foreign_office_cannot_be_changed(label, world):
    pages, officer = MODELS[label], world.officer
    _mine, other = world.pair(label)
    words = dict.fromkeys(("reason", "words", "note"), "x")
    sent = {"_form_submitted": "on", "seen": 1, "post": "yes", "office": world.own.pk, **words}
    for role in officer.as_each_role():
        for name in ("change", "delete", *pages.more):
            if role in asking(opened_by(pages, name), pages):
                status, traces = written_by(officer, page(label, name, other.pk), sent)
                said = f"{ROLES[role]}: {label} {name}"
                assert (status in REFUSED, traces) == (True, set()), said
        for name, roles in pages.actions.items():
            if role in asking(roles, pages):
                ticked = {"action": name, "_selected_action": [other.pk]}
                _status, traces = written_by(officer, page(label, "changelist"), ticked)
                assert traces == set(), f"{ROLES[role]}: {label} {name}"


@pytest.mark.usefixtures("_pages_are_not_rendered")
@for_each("label", PROVINCE_ONLY)
def test_roles_at_the_province_reach_every_office(label, world):
    pages, officer = MODELS[label], world.at_province
    row = (world.rows[label] if label == worlds.PERSONS_OWN else world.pair(label))[-1]
    for role in officer.as_each_role():
        expected = 200 if role in pages.view else 403
        assert status_of(officer, page(label, "change", row.pk)) == expected, (
            f"{ROLES[role]}: {label}"
        )


@for_each("label", MODELS)
def test_each_role_gets_the_actions_of_the_table(label, world, rf):
    def offered():
        request = rf.get("/")
        request.user = User.objects.get(pk=world.officer.user.pk)
        return set(admin.site._registry[apps.get_model(label)].get_actions(request))

    for role in world.officer.as_each_role():
        assert world.officer.once(("actions", label), offered) == {
            name for name, roles in MODELS[label].actions.items() if role in roles
        }, f"{ROLES[role]}: {label}"


# --- offices: all read them, changed within reach------------------------------------------------


def test_offices_are_changed_within_reach_only(own, foreign):
    user = offices.officer(own).user
    user.is_staff = True
    user.save()
    user.user_permissions.set(
        Permission.objects.filter(
            codename__in=["view_office", "add_office", "change_office", "delete_office"]
        )
    )
    client = Client()
    client.force_login(user)
    below = offices.office("ca-xa-a-to", parent=own)
    assert 'name="name"' in client.get(page("offices.Office", "change", own.pk)).content.decode()
    assert 'name="name"' in client.get(page("offices.Office", "change", below.pk)).content.decode()
    assert (
        'name="parent"'
        not in client.get(page("offices.Office", "change", below.pk)).content.decode()
    )
    assert (
        'name="name"'
        not in client.get(page("offices.Office", "change", foreign.pk)).content.decode()
    )
    for name in ("change", "delete"):
        assert (
            client.post(page("offices.Office", name, foreign.pk), {"post": "yes"}).status_code
            == 403
        )
    assert client.get(page("offices.Office", "add")).status_code == 403


def test_the_page_of_a_foreign_office_hides_its_officers(own, foreign):
    offices.officer(foreign, public_name="Trung tá Lê Văn Kín")
    client = worlds.browser_of(own, "M")
    assert (
        "Trung tá Lê Văn Kín"
        not in client.get(page("offices.Office", "change", foreign.pk)).content.decode()
    )
    above = (
        worlds.browser_of(offices.province(), "L")
        .get(page("offices.Office", "change", foreign.pk))
        .content.decode()
    )
    assert "Trung tá Lê Văn Kín" in above


# --- search boxes, the rest ----------------------------------------------------------------------


def autocompletes():
    """Yield (app, model, field, target) of every search box of a form or a filter."""
    for model, pages in admin.site._registry.items():
        parts = [(model, pages.autocomplete_fields)] + [
            (one.model, one.autocomplete_fields) for one in pages.inlines
        ]
        filters = [
            one[0]
            for one in pages.list_filter
            if isinstance(one, tuple) and "Autocomplete" in one[1].__name__
        ]
        for owner, names in [*parts, (model, filters)]:
            for name in names:
                target = owner._meta.get_field(name).remote_field.model
                yield owner._meta.app_label, owner._meta.model_name, name, target._meta.label


def test_search_boxes_search_the_models_of_the_table():
    assert {target for *_where, target in autocompletes()} == set(AUTOCOMPLETES)


@for_each(("app", "model", "name", "target"), sorted(set(autocompletes())))
def test_search_boxes_search_for_the_roles_of_the_table(app, model, name, target, world):
    asked = {"app_label": app, "model_name": model, "field_name": name, "term": ""}
    address = reverse("admin:autocomplete", query=asked)
    for role in world.officer.as_each_role():
        expected = 200 if role in AUTOCOMPLETES[target] else 403
        assert status_of(world.officer, address) == expected, f"{ROLES[role]}: {model}.{name}"


def links_of(officer):
    """Return where the first page and its sidebar lead."""

    def ask():
        html = officer.browser.get(HOME).content.decode()
        return set(re.findall(r'href="(/quan-tri/[^"#]*)"', html)) - {reverse("admin:logout")}

    return officer.once(("links", HOME), ask)


def follow(officer, link):
    """Return the status of a link; «?» redirects to a guide."""
    leads_on = link.startswith(reverse("help-index"))
    address = link.replace("&amp;", "&")
    return officer.once(
        ("follow", link), lambda: officer.browser.get(address, follow=leads_on).status_code
    )


@pytest.mark.parametrize("place", ["officer", "at_province", "nowhere"])
def test_every_link_of_the_first_page_and_the_sidebar_opens(place, world, request):
    officer = getattr(world, place)
    links = {role: links_of(officer) for role in officer.as_each_role()}
    request.getfixturevalue("frameless")
    for role in officer.as_each_role():
        statuses = {link: follow(officer, link) for link in links[role]}
        dead = {link: status for link, status in statuses.items() if status != 200}
        assert (dead, len(statuses) > 2) == ({}, True), f"{ROLES[role]}, {place}"


@pytest.mark.usefixtures("_pages_are_not_rendered")
@for_each("name", [name for name, status in OTHERS.items() if status])
def test_pages_without_a_model_follow_the_table(name, world):
    (route,) = [route for route in routes.walk() if route.in_admin and route.name == name]
    said, address = OTHERS[name], routes.address(route)
    for role in world.officer.as_each_role():
        expected = (200 if role in said else 403) if isinstance(said, str) else said
        assert status_of(world.officer, address) == expected, ROLES[role]


def test_badges_count_rows_of_the_own_office_only(own, foreign, rf):
    request = rf.get("/")
    request.user = worlds.officer_of(own, "M")
    before = count_failed_deliveries(request)
    delivery(notice(citizen(), office=foreign), state="failed")
    assert count_failed_deliveries(request) == before
    delivery(notice(citizen(), office=own), state="failed")
    assert count_failed_deliveries(request) == str(int(before) + 1)
