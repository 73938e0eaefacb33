"""Who may call what: every route declares it, the public ones are an explicit list, and nothing is forgotten."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from rest_framework.views import APIView

from police_portal.api.permissions import Anyone, Nobody
from tests.offices.factories import office
from tests.police_portal import probes
from tests.procedures.factories import publish_procedure
from tests.routes import address, make, walk

ROUTES = list(walk())
API_ROUTES = [route for route in ROUTES if route.route.startswith("api/")]
ADMIN_ROUTES = [route for route in ROUTES if route.in_admin]
OTHER_ROUTES = [route for route in ROUTES if not route.in_admin]

# Every route of the API that anyone may call. Adding one here is a decision.
PUBLIC = {
    "api/v1/fields/",
    "api/v1/offices/",
    "api/v1/offices/<str:office_id>/",
    "api/v1/procedures/",
    "api/v1/procedures/suggestions/",
    "api/v1/procedures/<str:key>/",
    "api/v1/procedures/<str:key>/checklist/",
    "api/schema/",
    "api/docs/",
}
# Routes that are no API: they have no DRF class and answer everyone.
PLAIN = {"health/live/", "health/ready/"}

# (method, route, address, anyone, officer): the status that each gets. The test below sees that no route is missing.
PERMISSIONS = [
    ("GET", "api/v1/fields/", "/api/v1/fields/", 200, 200),
    ("GET", "api/v1/offices/", "/api/v1/offices/", 200, 200),
    ("GET", "api/v1/offices/<str:office_id>/", "/api/v1/offices/tinh/", 200, 200),
    ("GET", "api/v1/procedures/", "/api/v1/procedures/", 200, 200),
    ("GET", "api/v1/procedures/suggestions/", "/api/v1/procedures/suggestions/?q=ho", 200, 200),
    ("GET", "api/v1/procedures/<str:key>/", "/api/v1/procedures/ho-chieu/", 200, 200),
    ("GET", "api/v1/procedures/<str:key>/checklist/", "/api/v1/procedures/ho-chieu/checklist/", 200, 200),
    ("GET", "api/schema/", "/api/schema/", 200, 200),
    ("GET", "api/docs/", "/api/docs/", 200, 200),
    ("GET", "health/live/", "/health/live/", 200, 200),
    ("GET", "health/ready/", "/health/ready/", 200, 200),
]
WRITING = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
# Routes that write, with the methods that they take; all others answer 405 to every writing method.
WRITABLE: dict[str, set[str]] = {}

DECLARATIONS = ("authentication_classes", "permission_classes", "throttle_classes")


def undeclared(callback):
    """Return what a view does not declare itself: not in its classes of ours, and not where it is routed."""
    cls = getattr(callback, "cls", None)
    if cls is None or not issubclass(cls, APIView):
        return list(DECLARATIONS)
    ours = [c for c in cls.__mro__ if not c.__module__.startswith(("rest_framework", "drf_spectacular", "builtins", "django"))]
    given = set(callback.initkwargs).union(*(vars(c) for c in ours))
    return [name for name in DECLARATIONS if name not in given]


def declared(callback, name):
    return callback.initkwargs.get(name, getattr(callback.cls, name))


@pytest.mark.parametrize("route", API_ROUTES, ids=lambda route: route.route)
def test_every_api_route_declares_who_may_call_it(route):
    assert undeclared(route.callback) == []


@pytest.mark.parametrize("route", API_ROUTES, ids=lambda route: route.route)
def test_every_api_route_is_limited(route):
    assert declared(route.callback, "throttle_classes")


def test_public_routes_are_exactly_these():
    assert {route.route for route in API_ROUTES if Anyone in declared(route.callback, "permission_classes")} == PUBLIC


def test_a_route_that_is_not_public_lets_in_nobody_by_mistake():
    for route in API_ROUTES:
        assert len(declared(route.callback, "permission_classes")) > 0


def test_every_route_outside_api_and_admin_is_listed():
    assert {route.route for route in OTHER_ROUTES} - {route.route for route in API_ROUTES} == PLAIN


def test_a_view_that_declares_nothing_is_noticed():
    assert undeclared(probes.Undeclared.as_view()) == list(DECLARATIONS)
    assert undeclared(probes.Page.as_view()) == []
    assert undeclared(probes.failing) == list(DECLARATIONS)


def test_a_view_that_declares_nothing_answers_nobody(probe, admin_client, settings):
    settings.ROOT_URLCONF = probes.URLCONF
    assert probes.Undeclared.permission_classes == [Nobody]
    assert [client.get("/probe/undeclared/").status_code for client in (probe, admin_client)] == [403, 403]


def test_the_permission_table_is_complete():
    readable = {route for method, route, *_rest in PERMISSIONS if method == "GET"}
    written = {(method, route) for method, route, *_rest in PERMISSIONS if method != "GET"}
    assert readable | set(WRITABLE) == {route.route for route in OTHER_ROUTES}
    assert written == {(method, route) for route, methods in WRITABLE.items() for method in methods}


@pytest.fixture
def everything(db, transactional_db):
    """One thing behind each address of the table, seen by the threads of the health check too."""
    publish_procedure(id="ho-chieu", short_name="Hộ chiếu")
    office("tinh", kind="province", name="Công an tỉnh")


@pytest.mark.parametrize(("method", "route", "path", "anyone", "officer"), PERMISSIONS, ids=str)
def test_the_permission_table(everything, admin_client, method, route, path, anyone, officer):
    assert [client.generic(method, path).status_code for client in (Client(), admin_client)] == [anyone, officer]


@pytest.mark.parametrize("method", WRITING)
@pytest.mark.parametrize(("route", "path"), [(route, path) for _method, route, path, *_rest in PERMISSIONS], ids=lambda value: value)
def test_what_does_not_write_refuses_every_writing_method(db, method, route, path):
    if method not in WRITABLE.get(route, ()):
        assert Client().generic(method, path).status_code == 405


# --- the admin --------------------------------------------------------------------------------------------

OPEN_TO_STRANGERS = {"login"}
# What a member of staff without a single permission may open: nothing of these shows data.
OPEN_TO_STAFF = {"index", "login", "logout", "password_change", "password_change_done", "jsi18n", "search"}


@pytest.mark.parametrize("route", ADMIN_ROUTES, ids=lambda route: route.route)
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_admin_route_sends_strangers_to_the_sign_in(db, route, method):
    response = getattr(Client(), method)(address(route))
    if route.name in OPEN_TO_STRANGERS:
        assert response.status_code == 200
    else:
        assert response.status_code == 302
        assert response["Location"].startswith("/quan-tri/" if route.name == "logout" else "/quan-tri/login/?next=")


@pytest.mark.parametrize("route", ADMIN_ROUTES, ids=lambda route: route.route)
def test_an_account_that_is_no_staff_is_a_stranger(client, db, route):
    client.force_login(User.objects.create_user("nguoi.ngoai"))
    response = client.get(address(route))
    if route.name not in {*OPEN_TO_STRANGERS, "logout"}:  # signing out is open to whoever signed in
        assert (response.status_code, "login" in response["Location"]) == (302, True)


@pytest.mark.parametrize("route", ADMIN_ROUTES, ids=lambda route: route.route)
def test_staff_without_permission_sees_nothing(client, db, route):
    client.force_login(User.objects.create_user("can.bo.moi", is_staff=True))
    row = make(route.model) if route.model and "<" in route.route else None
    response = client.get(address(route, row))
    if route.name in OPEN_TO_STAFF:
        assert response.status_code in {200, 302, 405}
    elif route.name is None and "object_id" in route.route:
        assert response.status_code == 302  # to the page of the object, which is another route
    else:
        assert response.status_code in {403, 404}


@pytest.mark.parametrize("route", [r for r in ADMIN_ROUTES if r.model], ids=lambda route: route.route)
def test_staff_without_permission_writes_nothing(client, db, route):
    client.force_login(User.objects.create_user("can.bo.moi", is_staff=True))
    row = make(route.model) if "<" in route.route else None
    before = list(route.model._base_manager.order_by("pk").values())
    response = client.post(address(route, row), {"reason": "x", "post": "yes", "_save": "1"})
    assert response.status_code in {302, 403, 404, 405}
    assert list(route.model._base_manager.order_by("pk").values()) == before
