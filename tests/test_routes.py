"""Every route declares who may call it, and the public ones are an explicit list."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import User
from django.test import Client
from rest_framework.views import APIView

from foundation.api.permissions import Anyone, Nobody
from police_portal import health
from tests.citizens.factories import citizen, client_of
from tests.for_each import for_each
from tests.offices.factories import office
from tests.police_portal import probes
from tests.procedures.factories import publish_procedure
from tests.routes import address, make, one_of_each_view, walk

ROUTES = list(walk())
API_ROUTES = [route for route in ROUTES if route.route.startswith(("api/", "webhooks/"))]
ADMIN_ROUTES = one_of_each_view([route for route in ROUTES if route.in_admin])
OTHER_ROUTES = [route for route in ROUTES if not route.in_admin]

# The operations that anyone may call. Adding a line here is a decision.
PUBLIC = {
    ("GET", "api/v1/answers/"),
    ("POST", "api/v1/answers/ratings/"),
    ("GET", "api/docs/"),
    ("GET", "api/schema/"),
    ("GET", "api/v1/faq/"),
    ("GET", "api/v1/fields/"),
    ("GET", "api/v1/offices/"),
    ("GET", "api/v1/offices/<str:office_id>/"),
    ("GET", "api/v1/offices/<str:office_id>/duty/"),
    ("GET", "api/v1/offices/beats/"),
    ("GET", "api/v1/procedures/"),
    ("GET", "api/v1/procedures/<str:key>/"),
    ("GET", "api/v1/procedures/<str:key>/checklist/"),
    ("GET", "api/v1/procedures/cards/"),
    ("GET", "api/v1/procedures/popular/"),
    ("GET", "api/v1/procedures/suggestions/"),
    ("GET", "api/v1/privacy/"),
    ("GET", "api/v1/configuration/"),
    ("GET", "api/v1/terms/"),
    ("GET", "api/v1/satisfaction/"),
    ("GET", "api/v1/evidence/public-key/"),
    ("POST", "api/v1/evidence/ticket/"),  # without a session the ticket holds what it uploads
    ("GET", "api/v1/report-kinds/"),
    ("POST", "api/v1/reports/checks/"),
    ("POST", "api/v1/scam-checks/"),
    ("GET", "api/v1/reports/figures/"),
    ("GET", "api/v1/announcements/"),
    ("GET", "api/v1/announcements/<slug:slug>/"),
    ("GET", "api/v1/announcements/<slug:slug>/history/"),
    ("GET", "api/v1/announcements/pictures/<uuid:key>-<int:width>.jpg"),
    ("GET", "api/v1/feeds/announcements.json"),
    ("GET", "api/v1/feeds/announcements.atom"),
    ("GET", "api/v1/feeds/alerts.cap"),
    ("GET", "api/v1/feeds/alerts/<slug:slug>.cap"),
    ("GET", "api/v1/photos/<str:name>"),  # anyone who has the signed address of these minutes
    ("POST", "api/v1/session/"),
    ("POST", "api/v1/location/"),  # offices near by need no log-in
    ("POST", "api/v1/dossiers/lookup/"),
    ("POST", "api/v1/reports/"),  # without a session it has no sender
    ("POST", "api/v1/reports/lookup/"),
    ("GET", "api/v1/reception/queues/"),
    ("GET", "api/v1/reception/queues/<int:queue_id>/windows/"),
    ("GET", "api/v1/reception/queues/<int:queue_id>/now/"),
    ("POST", "api/v1/reception/numbers/lookup/"),
}
# Routes outside the API: they have no DRF class and answer everyone.
PLAIN = {
    ".well-known/security.txt",
    "health/live/",
    "health/ready/",
    "zapps/<str:app_id>/",
    "zapps/<str:app_id>/<path:path>",
    "zapps/<str:app_id>/development.json",
    # Pages for browsers. They have throttles of DRF.
    "m/<str:target>/<path:value>/",
    "tin/",
    "tin/kiem-tra/",
    "tin/<slug:slug>/",
    "man-hinh/<str:key>/",
    "man-hinh/<str:key>/du-lieu/",
}

# (method, route, address, anyone, officer, citizen): the status that each gets without a body. The
# tests below check that nothing is missing here and that other methods of a route are refused.
PERMISSIONS = [
    ("GET", "api/v1/fields/", "/api/v1/fields/", 200, 200, 200),
    ("GET", "api/v1/offices/", "/api/v1/offices/", 200, 200, 200),
    ("GET", "api/v1/offices/<str:office_id>/", "/api/v1/offices/tinh/", 200, 200, 200),
    (
        "GET",
        "api/v1/offices/<str:office_id>/duty/",
        "/api/v1/offices/tinh/duty/",
        200,
        200,
        200,
    ),
    ("GET", "api/v1/offices/beats/", "/api/v1/offices/beats/?name=to", 200, 200, 200),
    ("GET", "api/v1/answers/", "/api/v1/answers/?q=ho", 200, 200, 200),
    ("POST", "api/v1/answers/ratings/", "/api/v1/answers/ratings/", 400, 400, 400),
    ("GET", "api/v1/procedures/", "/api/v1/procedures/", 200, 200, 200),
    (
        "GET",
        "api/v1/procedures/suggestions/",
        "/api/v1/procedures/suggestions/?q=ho",
        200,
        200,
        200,
    ),
    ("GET", "api/v1/procedures/cards/", "/api/v1/procedures/cards/", 200, 200, 200),
    ("GET", "api/v1/procedures/popular/", "/api/v1/procedures/popular/", 200, 200, 200),
    ("GET", "api/v1/procedures/<str:key>/", "/api/v1/procedures/ho-chieu/", 200, 200, 200),
    (
        "GET",
        "api/v1/procedures/<str:key>/checklist/",
        "/api/v1/procedures/ho-chieu/checklist/",
        200,
        200,
        200,
    ),
    ("POST", "api/v1/session/", "/api/v1/session/", 400, 400, 400),
    ("DELETE", "api/v1/session/", "/api/v1/session/", 401, 401, 204),
    ("POST", "api/v1/location/", "/api/v1/location/", 400, 400, 400),
    ("GET", "api/v1/me/", "/api/v1/me/", 401, 401, 200),
    ("PATCH", "api/v1/me/", "/api/v1/me/", 401, 401, 200),
    ("DELETE", "api/v1/me/", "/api/v1/me/", 401, 401, 200),
    ("GET", "api/v1/me/overview/", "/api/v1/me/overview/", 401, 401, 200),
    ("GET", "api/v1/me/consents/", "/api/v1/me/consents/", 401, 401, 200),
    ("POST", "api/v1/me/consents/", "/api/v1/me/consents/", 401, 401, 400),
    ("GET", "api/v1/me/export/", "/api/v1/me/export/", 401, 401, 200),
    ("GET", "api/v1/privacy/", "/api/v1/privacy/", 200, 200, 200),
    ("GET", "api/v1/terms/", "/api/v1/terms/", 200, 200, 200),
    ("GET", "api/v1/announcements/", "/api/v1/announcements/", 200, 200, 200),
    *(
        (
            "GET",
            f"api/v1/announcements/<slug:slug>/{end}",
            f"/api/v1/announcements/khong-co/{end}",
            404,
            404,
            404,
        )
        for end in ("", "history/")
    ),
    (
        "GET",
        "api/v1/announcements/pictures/<uuid:key>-<int:width>.jpg",
        "/api/v1/announcements/pictures/00000000-0000-4000-8000-000000000000-320.jpg",
        404,
        404,
        404,
    ),
    (
        "POST",
        "api/v1/announcements/<slug:slug>/challenges/",
        "/api/v1/announcements/khong-co/challenges/",
        401,
        401,
        400,
    ),
    ("GET", "api/v1/announcement-challenges/", "/api/v1/announcement-challenges/", 401, 401, 200),
    *(
        ("GET", f"api/v1/feeds/{name}", f"/api/v1/feeds/{name}", 200, 200, 200)
        for name in ("announcements.json", "announcements.atom", "alerts.cap")
    ),
    (
        "GET",
        "api/v1/feeds/alerts/<slug:slug>.cap",
        "/api/v1/feeds/alerts/khong-co.cap",
        404,
        404,
        404,
    ),
    ("GET", "m/<str:target>/<path:value>/", "/m/office/khong-co/", 404, 404, 404),
    *(
        ("GET", f"man-hinh/<str:key>/{end}", f"/man-hinh/khong-co/{end}", 404, 404, 404)
        for end in ("", "du-lieu/")
    ),
    ("GET", "tin/", "/tin/", 200, 200, 200),
    ("GET", "tin/kiem-tra/", "/tin/kiem-tra/", 200, 200, 200),
    ("GET", "tin/<slug:slug>/", "/tin/khong-co/", 404, 404, 404),
    ("GET", "api/v1/report-kinds/", "/api/v1/report-kinds/", 200, 200, 200),
    ("GET", "api/v1/evidence/public-key/", "/api/v1/evidence/public-key/", 200, 200, 200),
    ("POST", "api/v1/evidence/ticket/", "/api/v1/evidence/ticket/", 200, 200, 200),
    ("POST", "api/v1/evidence/", "/api/v1/evidence/", 401, 401, 415),
    ("POST", "api/v1/evidence/uploads/", "/api/v1/evidence/uploads/", 401, 401, 400),
    *(
        (
            method,
            "api/v1/evidence/uploads/<uuid:upload_id>/",
            "/api/v1/evidence/uploads/0f8fad5b-d9cb-469f-a165-70867728950e/",
            401,
            401,
            as_citizen,
        )
        for method, as_citizen in (("GET", 404), ("PATCH", 415))
    ),
    ("POST", "api/v1/reports/checks/", "/api/v1/reports/checks/", 400, 400, 400),
    ("POST", "api/v1/scam-checks/", "/api/v1/scam-checks/", 400, 400, 400),
    ("GET", "api/v1/configuration/", "/api/v1/configuration/", 200, 200, 200),
    ("GET", "api/v1/me/notices/", "/api/v1/me/notices/", 401, 401, 200),
    ("PATCH", "api/v1/me/notices/", "/api/v1/me/notices/", 401, 401, 400),
    ("GET", "api/v1/me/notices/settings/", "/api/v1/me/notices/settings/", 401, 401, 200),
    ("PATCH", "api/v1/me/notices/settings/", "/api/v1/me/notices/settings/", 401, 401, 400),
    ("GET", "api/v1/me/requests/", "/api/v1/me/requests/", 401, 401, 200),
    ("POST", "api/v1/me/requests/", "/api/v1/me/requests/", 401, 401, 400),
    ("GET", "api/v1/me/requests/<int:request_id>/", "/api/v1/me/requests/1/", 401, 401, 404),
    ("DELETE", "api/v1/me/requests/<int:request_id>/", "/api/v1/me/requests/1/", 401, 401, 404),
    ("POST", "api/v1/me/phone/", "/api/v1/me/phone/", 401, 401, 400),
    ("DELETE", "api/v1/me/phone/", "/api/v1/me/phone/", 401, 401, 204),
    ("POST", "api/v1/integration/dossiers/", "/api/v1/integration/dossiers/", 401, 401, 401),
    ("GET", "api/v1/integration/dossiers/", "/api/v1/integration/dossiers/", 401, 401, 401),
    ("GET", "api/v1/integration/events/", "/api/v1/integration/events/", 401, 401, 401),
    ("GET", "api/v1/integration/counts/", "/api/v1/integration/counts/", 401, 401, 401),
    ("GET", "api/v1/dossiers/", "/api/v1/dossiers/", 401, 401, 200),
    ("POST", "api/v1/dossiers/lookup/", "/api/v1/dossiers/lookup/", 400, 400, 400),
    ("GET", "api/v1/dossiers/<str:code>/", "/api/v1/dossiers/A-260101-0001/", 401, 401, 404),
    (
        "PUT",
        "api/v1/dossiers/<str:code>/follow/",
        "/api/v1/dossiers/A-260101-0001/follow/",
        401,
        401,
        404,
    ),
    (
        "DELETE",
        "api/v1/dossiers/<str:code>/follow/",
        "/api/v1/dossiers/A-260101-0001/follow/",
        401,
        401,
        404,
    ),
    ("GET", "api/v1/faq/", "/api/v1/faq/", 200, 200, 200),
    ("GET", "api/v1/satisfaction/", "/api/v1/satisfaction/", 200, 200, 200),
    ("GET", "api/v1/questions/", "/api/v1/questions/", 401, 401, 200),
    ("POST", "api/v1/questions/", "/api/v1/questions/", 401, 401, 400),
    ("POST", "api/v1/questions/suggestions/", "/api/v1/questions/suggestions/", 401, 401, 400),
    ("GET", "api/v1/questions/<int:question_id>/", "/api/v1/questions/1/", 401, 401, 404),
    ("PATCH", "api/v1/questions/<int:question_id>/", "/api/v1/questions/1/", 401, 401, 400),
    (
        "POST",
        "api/v1/questions/<int:question_id>/messages/",
        "/api/v1/questions/1/messages/",
        401,
        401,
        400,
    ),
    ("POST", "api/v1/photos/", "/api/v1/photos/", 401, 401, 415),
    ("POST", "api/v1/photos/ticket/", "/api/v1/photos/ticket/", 401, 401, 403),
    ("GET", "api/v1/photos/<str:name>", "/api/v1/photos/x.jpg", 404, 404, 404),
    (
        "PUT",
        "api/v1/dossiers/<str:code>/rating/",
        "/api/v1/dossiers/A-260101-0001/rating/",
        401,
        401,
        400,
    ),
    ("GET", "api/v1/ratings/", "/api/v1/ratings/", 401, 401, 200),
    ("POST", "api/v1/ratings/", "/api/v1/ratings/", 401, 401, 400),
    ("GET", "api/v1/ratings/questionnaire/", "/api/v1/ratings/questionnaire/", 401, 401, 200),
    (
        "POST",
        "api/v1/ratings/<uuid:rating_id>/reply/",
        "/api/v1/ratings/00000000-0000-4000-8000-000000000000/reply/",
        401,
        401,
        400,
    ),
    ("GET", "api/v1/reception/queues/", "/api/v1/reception/queues/?office=tinh", 200, 200, 200),
    *(
        (
            "GET",
            f"api/v1/reception/queues/<int:queue_id>/{what}/",
            f"/api/v1/reception/queues/1/{what}/",
            404,
            404,
            404,
        )
        for what in ("windows", "now")
    ),
    ("GET", "api/v1/reception/numbers/", "/api/v1/reception/numbers/", 401, 401, 200),
    ("POST", "api/v1/reception/numbers/", "/api/v1/reception/numbers/", 401, 401, 400),
    (
        "POST",
        "api/v1/reception/numbers/lookup/",
        "/api/v1/reception/numbers/lookup/",
        400,
        400,
        400,
    ),
    *(
        (
            method,
            f"api/v1/reception/numbers/<int:number_id>/{end}",
            f"/api/v1/reception/numbers/1/{end}",
            401,
            401,
            status,
        )
        for method, end, status in (
            ("GET", "", 404),
            ("GET", "calendar.ics", 404),
            ("PATCH", "", 400),
            ("DELETE", "", 404),
            ("POST", "arrival/", 400),
        )
    ),
    ("GET", "api/v1/reports/", "/api/v1/reports/", 401, 401, 200),
    ("POST", "api/v1/reports/", "/api/v1/reports/", 400, 400, 400),
    ("POST", "api/v1/reports/lookup/", "/api/v1/reports/lookup/", 400, 400, 400),
    ("GET", "api/v1/reports/<str:number>/", "/api/v1/reports/PA26-000000/", 401, 401, 404),
    *(
        (
            method,
            f"api/v1/reports/<str:number>/{act}/",
            f"/api/v1/reports/PA26-000000/{act}/",
            401,
            401,
            status,
        )
        for method, act, status in (
            ("POST", "messages", 400),
            ("POST", "withdrawal", 404),
            ("POST", "dispute", 400),
            ("PUT", "opinion", 400),
        )
    ),
    ("GET", "api/v1/reports/figures/", "/api/v1/reports/figures/", 200, 200, 200),
    ("GET", "api/schema/", "/api/schema/", 200, 200, 200),
    ("GET", "api/docs/", "/api/docs/", 200, 200, 200),
    ("POST", "webhooks/zalo/miniapp/", "/webhooks/zalo/miniapp/", 403, 403, 403),
    ("POST", "webhooks/zalo/oa/", "/webhooks/zalo/oa/", 403, 403, 403),
    ("GET", ".well-known/security.txt", "/.well-known/security.txt", 404, 404, 404),
    ("GET", "health/live/", "/health/live/", 200, 200, 200),
    ("GET", "health/ready/", "/health/ready/", 200, 200, 200),
    ("GET", "zapps/<str:app_id>/", "/zapps/1/", 404, 404, 404),
    ("GET", "zapps/<str:app_id>/<path:path>", "/zapps/1/assets/a.js", 404, 404, 404),
    ("GET", "zapps/<str:app_id>/development.json", "/zapps/1/development.json", 404, 404, 404),
]
ANY = {"Accept": "*/*"}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
LISTED = {(method, route) for method, route, *_rest in PERMISSIONS}
# Servers of uploads tell anybody what they speak (tests/reports/evidence/test_tus.py).
TUS = ("api/v1/evidence/uploads/", "api/v1/evidence/uploads/<uuid:upload_id>/")
ADDRESSES = {route: path for _method, route, path, *_rest in PERMISSIONS}
UNLISTED = [
    (method, path)
    for route, path in ADDRESSES.items()
    for method in METHODS
    if (method, route) not in LISTED and not (method == "OPTIONS" and route in TUS)
]

DECLARATIONS = ("authentication_classes", "permission_classes", "throttle_classes")


def undeclared(callback):
    """Return what a view does not declare itself, neither in our classes nor at its route."""
    cls = getattr(callback, "cls", None)
    if cls is None or not issubclass(cls, APIView):
        return list(DECLARATIONS)
    ours = [
        c
        for c in cls.__mro__
        if not c.__module__.startswith(("rest_framework", "drf_spectacular", "builtins", "django"))
    ]
    given = set(callback.initkwargs).union(*(vars(c) for c in ours))
    return [name for name in DECLARATIONS if name not in given]


def methods_of(callback):
    return [
        name.upper()
        for name in callback.cls.http_method_names
        if name not in ("head", "options") and hasattr(callback.cls, name)
    ]


def view_for(callback, method):
    """Return a view as it is when it asks who is calling, which may depend on the method."""
    view = callback.cls(**callback.initkwargs)
    view.request = SimpleNamespace(method=method)
    return view


OPERATIONS = [(method, route) for route in API_ROUTES for method in methods_of(route.callback)]
each_operation = for_each(
    ("method", "route"), OPERATIONS, ids=lambda value: getattr(value, "route", value)
)


@for_each("route", API_ROUTES, ids=lambda route: route.route)
def test_every_api_route_declares_its_access(route):
    assert undeclared(route.callback) == []


@each_operation
def test_every_operation_has_a_throttle_and_a_permission(method, route):
    view = view_for(route.callback, method)
    assert view.get_throttles()
    assert view.get_permissions()
    assert not any(isinstance(permission, Nobody) for permission in view.get_permissions())


def test_public_operations_are_listed():
    public = {
        (method, route.route)
        for method, route in OPERATIONS
        if any(
            isinstance(permission, Anyone)
            for permission in view_for(route.callback, method).get_permissions()
        )
    }
    assert public == PUBLIC


def test_every_route_outside_api_and_admin_is_listed():
    assert {route.route for route in OTHER_ROUTES} - {route.route for route in API_ROUTES} == PLAIN


def test_an_undeclared_view_is_found():
    assert undeclared(probes.Undeclared.as_view()) == list(DECLARATIONS)
    assert undeclared(probes.Page.as_view()) == []
    assert undeclared(probes.failing) == list(DECLARATIONS)


def test_an_undeclared_view_answers_nobody(probe, admin_client, settings):
    settings.ROOT_URLCONF = probes.URLCONF
    assert probes.Undeclared.permission_classes == [Nobody]
    assert [client.get("/probe/undeclared/").status_code for client in (probe, admin_client)] == [
        403,
        403,
    ]


def test_the_permission_table_is_complete():
    assert {route.route for route in OTHER_ROUTES} == set(ADDRESSES)
    assert {(method, route.route) for method, route in OPERATIONS} == {
        (m, r) for m, r in LISTED if r not in PLAIN
    }


def test_only_public_operations_let_anyone_in():
    let_in = {
        (method, route)
        for method, route, _path, anyone, *_rest in PERMISSIONS
        if anyone not in (401, 403)
    }
    assert let_in - {("GET", route) for route in PLAIN} == PUBLIC


@pytest.fixture
def everything(transactional_db, monkeypatch, settings):
    """Make one thing behind each address of the table, visible to the health check."""
    settings.ZALO_APP_ID, settings.ZALO_OPENAPI_KEY, settings.ZALO_OA_SECRET = (
        "app",
        "key",
        "secret",
    )  # or webhooks answer 503
    monkeypatch.setattr(health, "SECONDS_PER_PART", 30)
    publish_procedure(id="ho-chieu", short_name="Hộ chiếu")
    office("tinh", kind="province", name="Công an tỉnh")


@for_each(
    ("method", "path", "statuses"),
    [(m, p, statuses) for m, _route, p, *statuses in PERMISSIONS],
    ids=str,
)
def test_each_caller_gets_the_status_of_the_table(everything, admin_client, method, path, statuses):
    clients = (Client(), admin_client, client_of(citizen()))
    json = (
        {"content_type": "application/json", "data": "{}"}
        if method in ("POST", "PATCH", "PUT")
        else {}
    )
    assert [
        client.generic(method, path, headers=ANY, **json).status_code for client in clients
    ] == statuses


@for_each(("method", "path"), UNLISTED)
def test_undeclared_methods_answer_405(db, method, path):
    clients = (Client(), client_of(citizen()))
    assert [client.generic(method, path, headers=ANY).status_code for client in clients] == [
        405,
        405,
    ]


# --- the admin -----------------------------------------------------------------------------------

OPEN_TO_STRANGERS = {"login", "invitation"}  # the latter shows a form to whoever has a link
# What staff without any permission may open: these pages show no data.
# These show officers only what is their own.
SECOND_FACTOR = {
    "second-factor",
    "second-factor-prove",
    "second-factor-set-up",
    "second-factor-recovery",
}
OPEN_TO_STAFF = {
    "index",
    "help-index",
    "login",
    "invitation",
    "logout",
    "password_change",
    "password_change_done",
    "own-password",
    "jsi18n",
    "search",
    "desk-search",
    "desk-live",
    "desk-draft",
    "desk-taken",
    "save-view",
    "forget-view",
} | SECOND_FACTOR


@for_each("route", ADMIN_ROUTES, ids=lambda route: route.route)
@for_each("method", ["get", "post"])
def test_every_admin_route_sends_strangers_to_the_sign_in(db, route, method):
    response = getattr(Client(), method)(address(route))
    if route.name in OPEN_TO_STRANGERS:
        assert response.status_code == 200
    else:
        assert response.status_code == 302
        assert response["Location"].startswith(
            "/quan-tri/" if route.name == "logout" else "/quan-tri/login/?next="
        )


def test_accounts_without_staff_status_are_strangers(client, db):
    client.force_login(User.objects.create_user("nguoi.ngoai"))
    answers = {route: client.get(address(route)) for route in ADMIN_ROUTES}
    wrong = {
        route.route: answer.status_code
        for route, answer in answers.items()
        if not (answer.status_code == 302 and "login" in answer["Location"])
        and route.name not in {*OPEN_TO_STRANGERS, "logout"}  # who signed in may sign out
    }
    assert wrong == {}


def expected_without_permission(route):
    """Return the statuses that staff without any permission may get."""
    if route.name in OPEN_TO_STAFF:
        return {200, 302, 405}
    if route.name is None and "object_id" in route.route:
        # to the page of the object, or a row that is out of reach and does not exist
        return {302, 404}
    return {403, 404}


# Of each model, because making a row takes longer than asking its pages.
ROUTES_BY_MODEL = {
    model: [route for route in ADMIN_ROUTES if route.model is model]
    for model in {route.model for route in ADMIN_ROUTES}
}
each_model = for_each(
    ("model", "routes"), sorted(ROUTES_BY_MODEL.items(), key=str), ids=lambda value: str(value)[:60]
)


@pytest.fixture
def newcomer(client, db):
    """Return a browser of an officer without any permission."""
    client.force_login(User.objects.create_user("can.bo.moi", is_staff=True))
    return client


@each_model
def test_staff_without_permission_sees_nothing(newcomer, model, routes):
    row = make(model) if model else None
    answers = {route: newcomer.get(address(route, row)).status_code for route in routes}
    assert {
        route.route: status
        for route, status in answers.items()
        if status not in expected_without_permission(route)
    } == {}


@each_model
def test_staff_without_permission_writes_nothing(newcomer, model, routes):
    if model is None:
        return
    row = make(model)
    before = list(model._base_manager.order_by("pk").values())
    sent = {"reason": "x", "post": "yes", "_save": "1"}
    answers = {route.route: newcomer.post(address(route, row), sent) for route in routes}
    assert {answer.status_code for answer in answers.values()} <= {302, 403, 404, 405}, answers
    assert list(model._base_manager.order_by("pk").values()) == before
