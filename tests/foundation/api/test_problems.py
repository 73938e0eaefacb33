"""The whole problem body of each status that a client can meet, through HTTP."""

import re

import psycopg
import pytest
from django.db import InternalError, OperationalError, connection
from django.test import Client
from psycopg.errors import InFailedSqlTransaction, ReadOnlySqlTransaction
from rest_framework.exceptions import ErrorDetail

from citizens.privacy import policy
from foundation.api import handlers
from foundation.api.problems import PROBLEMS, FieldError, Problem, field_errors, pointer
from foundation.publishing.models import Revision
from tests.citizens.factories import citizen, token_of
from tests.for_each import for_each
from tests.police_portal.probes import PERSONAL
from tests.procedures.factories import publish_procedure, withdraw_procedure

pytestmark = pytest.mark.django_db
MARKS = re.compile(
    r"[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE
)


def whole(response):
    """Return the body without the request id, which must be that of the answer."""
    body = response.json()
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    assert body.pop("instance") == response["X-Request-ID"]
    return body


def test_400_lists_each_wrong_parameter(api):
    response = api.get("/api/v1/procedures/?page=0&level=huyen&nope=1")
    body = whole(response)
    assert response.status_code == 400
    errors = {error["pointer"]: error["code"] for error in body.pop("errors")}
    assert errors == {
        "/query/nope": "unknown",
        "/query/page": "min_value",
        "/query/level": "invalid_choice",
    }
    assert body == {
        "type": "urn:police-portal:problem:invalid_request",
        "title": "Yêu cầu chưa đúng",
        "status": 400,
        "detail": "Một số thông tin gửi lên chưa đúng. Vui lòng xem chi tiết.",
        "code": "invalid_request",
    }


def test_400_lists_each_wrong_member_of_a_nested_body(probe):
    response = probe.post("/probe/echo/", {"phones": [1, "x"]}, content_type="application/json")
    body = whole(response)
    assert response.status_code == 400
    assert [(error["pointer"], error["code"]) for error in body["errors"]] == [
        ("/body/name", "required"),
        ("/body/phones/1", "invalid"),
    ]
    assert all(MARKS.search(error["detail"]) for error in body["errors"])


def test_400_refuses_a_body_that_is_not_json(probe):
    response = probe.post("/probe/echo/", '{"name": ', content_type="application/json")
    assert response.status_code == 400
    assert whole(response) == {
        "type": "urn:police-portal:problem:malformed_body",
        "title": "Nội dung không đọc được",
        "status": 400,
        "detail": "Nội dung gửi lên không phải JSON đúng quy cách.",
        "code": "malformed_body",
        "errors": [],
    }


@pytest.mark.parametrize("name", ["unauthenticated", "wrong-token"])
def test_401_requires_a_session(probe, name):
    response = probe.get(f"/probe/failing/{name}/")
    assert response.status_code == 401
    assert whole(response) == {
        "type": "urn:police-portal:problem:unauthenticated",
        "title": "Chưa đăng nhập",
        "status": 401,
        "detail": "Vui lòng đăng nhập để tiếp tục.",
        "code": "unauthenticated",
        "errors": [],
    }


@pytest.mark.parametrize(
    "path",
    [
        "/probe/failing/forbidden/",
        "/probe/failing/django-forbidden/",
        "/probe/plain/django-forbidden/",
    ],
)
def test_403_refuses_a_caller_without_permission(probe, path):
    response = probe.get(path)
    assert response.status_code == 403
    assert whole(response) == {
        "type": "urn:police-portal:problem:forbidden",
        "title": "Không có quyền",
        "status": 403,
        "detail": "Ông/bà không có quyền thực hiện việc này.",
        "code": "forbidden",
        "errors": [],
    }


@pytest.mark.parametrize(
    "path",
    ["/api/v1/nothing/", "/api/", "/nothing", "/probe/failing/missing/", "/probe/plain/missing/"],
)
def test_404_answers_unknown_paths_and_rows(probe, path):
    response = probe.get(path)
    assert response.status_code == 404
    assert whole(response) == {
        "type": "urn:police-portal:problem:not_found",
        "title": "Không tìm thấy",
        "status": 404,
        "detail": "Không tìm thấy nội dung ông/bà yêu cầu.",
        "code": "not_found",
        "errors": [],
    }


def test_404_answers_a_page_beyond_the_last(api):
    publish_procedure()
    response = api.get("/api/v1/procedures/?page=2")
    assert response.status_code == 404
    assert whole(response) == {
        "type": "urn:police-portal:problem:page_not_found",
        "title": "Không có trang này",
        "status": 404,
        "detail": "Trang ông/bà yêu cầu không tồn tại. Vui lòng quay lại trang đầu.",
        "code": "page_not_found",
        "errors": [],
    }


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_405_lists_the_allowed_methods(api, method):
    response = getattr(api, method)("/api/v1/procedures/")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert whole(response) == {
        "type": "urn:police-portal:problem:method_not_allowed",
        "title": "Thao tác không được hỗ trợ",
        "status": 405,
        "detail": "Địa chỉ này không hỗ trợ thao tác vừa gửi.",
        "code": "method_not_allowed",
        "errors": [],
    }


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*"])
def test_406_answers_clients_that_accept_no_json(accept):
    response = Client(headers={"Accept": accept}).get("/api/v1/procedures/")
    assert response.status_code == 406
    assert whole(response) == {
        "type": "urn:police-portal:problem:not_acceptable",
        "title": "Không có định dạng này",
        "status": 406,
        "detail": "Dịch vụ chỉ trả lời bằng JSON.",
        "code": "not_acceptable",
        "errors": [],
    }


def test_410_has_the_successor(api):
    successor = publish_procedure(short_name="Việc mới")
    gone = withdraw_procedure(name="Việc cũ", successor=successor)
    response = api.get(f"/api/v1/procedures/{gone.pk}/")
    assert response.status_code == 410
    assert whole(response) == {
        "type": "urn:police-portal:problem:procedure_withdrawn",
        "title": "Thủ tục đã ngừng áp dụng",
        "status": 410,
        "detail": "Thủ tục «Việc cũ» đã được thay bằng «Việc mới».",
        "code": "procedure_withdrawn",
        "errors": [],
        "successor": {
            "id": successor.pk,
            "name": "Việc mới",
            "url": f"/api/v1/procedures/{successor.pk}/",
        },
    }


def test_410_without_a_successor_has_null(api):
    gone = withdraw_procedure(name="Việc cũ")
    body = whole(api.get(f"/api/v1/procedures/{gone.pk}/checklist/"))
    assert (body["detail"], body["successor"]) == (
        "Thủ tục «Việc cũ» không còn được áp dụng.",
        None,
    )


def test_413_refuses_a_body_over_the_limit(probe, settings):
    settings.MAX_BODY_BYTES = 100
    response = probe.post("/probe/echo/", "x" * 101, content_type="application/json")
    assert response.status_code == 413
    assert whole(response) == {
        "type": "urn:police-portal:problem:body_too_large",
        "title": "Nội dung quá lớn",
        "status": 413,
        "detail": "Nội dung gửi lên vượt quá dung lượng cho phép: tối đa 100 byte.",
        "code": "body_too_large",
        "errors": [],
    }


@pytest.mark.parametrize("path", ["/probe/failing/too-big/", "/probe/plain/too-big/"])
def test_413_also_answers_limits_of_django(probe, path):
    assert whole(probe.get(path))["code"] == "body_too_large"


def test_415_refuses_other_media_types(probe):
    response = probe.post("/probe/echo/", "a=1", content_type="application/x-www-form-urlencoded")
    assert response.status_code == 415
    assert whole(response) == {
        "type": "urn:police-portal:problem:unsupported_media_type",
        "title": "Kiểu nội dung không được hỗ trợ",
        "status": 415,
        "detail": "Vui lòng gửi nội dung kiểu application/json.",
        "code": "unsupported_media_type",
        "errors": [],
    }


def test_429_has_the_time_of_the_next_try(probe):
    response = probe.get("/probe/throttled/")
    assert response.status_code == 429
    assert (
        response["Retry-After"] == "4"
    )  # 3.2 seconds, rounded up: a client that comes back sooner is refused again
    assert whole(response) == {
        "type": "urn:police-portal:problem:throttled",
        "title": "Quá nhiều yêu cầu",
        "status": 429,
        "detail": "Ông/bà thao tác quá nhanh. Vui lòng thử lại sau ít phút.",
        "code": "throttled",
        "errors": [],
    }


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize("accept", ["application/json", "text/html", "*/*", ""])
@pytest.mark.parametrize("path", ["/probe/failing/mistake/", "/probe/plain/mistake/"])
def test_500_reveals_nothing(probe, settings, path, accept, debug):
    settings.DEBUG = debug
    response = probe.get(path, headers={"Accept": accept} if accept else {})
    if accept == "text/html" and "failing" in path:
        assert response.status_code == 406
        return
    assert response.status_code == 500
    assert whole(response) == {
        "type": "urn:police-portal:problem:server_error",
        "title": "Lỗi hệ thống",
        "status": 500,
        "detail": "Hệ thống gặp sự cố. Vui lòng thử lại sau; nếu vẫn lỗi, hãy báo mã yêu cầu cho "
        "đơn vị hỗ trợ.",
        "code": "server_error",
        "errors": [],
    }


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize("name", ["operational", "interface"])
@pytest.mark.parametrize("where", ["failing", "plain"])
def test_503_answers_while_the_database_is_unavailable(probe, settings, where, name, debug):
    settings.DEBUG = debug
    response = probe.get(f"/probe/{where}/{name}/")
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert whole(response) == {
        "type": "urn:police-portal:problem:unavailable",
        "title": "Dịch vụ tạm gián đoạn",
        "status": 503,
        "detail": "Dịch vụ đang tạm gián đoạn. Vui lòng thử lại sau ít phút.",
        "code": "unavailable",
        "errors": [],
    }


@pytest.mark.parametrize("where", ["failing", "plain"])
@pytest.mark.parametrize("name", ["no-room", "only-readable"])
def test_503_answers_while_a_disk_accepts_no_writes(probe, where, name):
    response = probe.get(f"/probe/{where}/{name}/")
    assert (response.status_code, whole(response)["code"]) == (503, "unavailable")
    assert response["Retry-After"] == "5"


def test_other_errors_of_files_are_mistakes_of_ours(probe):
    assert probe.get("/probe/failing/no-file/").status_code == 500


@pytest.mark.parametrize("where", ["failing", "plain"])
def test_suspicious_requests_get_400(probe, where):
    response = probe.get(f"/probe/{where}/suspicious/")
    assert (response.status_code, whole(response)["code"]) == (400, "invalid_request")


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize(
    "name", ["mistake", "missing", "operational", "suspicious", "too-big", "django-forbidden"]
)
def test_exception_texts_do_not_reach_clients(probe, settings, name, debug):
    settings.DEBUG = debug
    for where in ("failing", "plain"):
        assert PERSONAL.encode() not in probe.get(f"/probe/{where}/{name}/").content


@pytest.mark.parametrize("debug", [False, True])
def test_a_foreign_host_is_refused_as_a_problem(settings, debug):
    settings.DEBUG, settings.ALLOWED_HOSTS = debug, ["portal.example.vn"]
    response = Client().get("/api/v1/procedures", headers={"Host": "evil.example"})
    assert (response.status_code, whole(response)["code"]) == (400, "invalid_request")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing/", 404),
        ("/probe/failing/mistake/", 500),
        ("/probe/plain/operational/", 503),
        ("/api/v1/procedures/?x=1", 400),
    ],
)
def test_head_gets_the_status_only(probe, path, status):
    response = probe.head(path)
    assert (response.status_code, response.content) == (status, b"")
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("name", "status"),
    [("mistake", 500), ("operational", 503), ("missing", 404), ("django-forbidden", 403)],
)
def test_officers_get_a_vietnamese_error_page(probe, name, status):
    response = probe.get(f"/quan-tri/probe/{name}/", headers={"Accept": "text/html"})
    assert response.status_code == status
    assert response["Content-Type"].startswith("text/html")
    assert response["X-Request-ID"] in response.content.decode()
    assert PERSONAL not in response.content.decode()
    assert MARKS.search(response.content.decode())


def database_away(*_arguments):
    raise OperationalError(PERSONAL)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/api/v1/dossiers/"),
        ("get", "/api/v1/dossiers/G01.899.909-260916-890028/"),
        ("put", "/api/v1/dossiers/G01.899.909-260916-890028/follow/"),
        ("post", "/api/v1/dossiers/lookup/"),
        ("post", "/api/v1/integration/dossiers/"),
        ("get", "/api/v1/integration/events/"),
        ("get", "/api/v1/me/notices/"),
        ("post", "/api/v1/questions/"),
    ],
)
def test_every_endpoint_answers_503_while_the_database_is_unavailable(method, path):
    headers = {"Authorization": f"Bearer {token_of(citizen())}"}
    if "integration" in path:
        headers = {"Authorization": f"Bearer {'a' * 16}.{'b' * 43}"}
    with connection.execute_wrapper(database_away):
        response = getattr(Client(headers=headers), method)(
            path, {"code": "G01.899.909-260916-890028"}, content_type="application/json"
        )
    assert (response.status_code, response["Retry-After"], whole(response)["code"]) == (
        503,
        "5",
        "unavailable",
    )


def only_readable(execute, sql, parameters, many, context):
    """Answer writes as PostgreSQL does on a standby."""
    if sql.startswith(("INSERT", "UPDATE", "DELETE")):
        raise InternalError(PERSONAL) from ReadOnlySqlTransaction(PERSONAL)
    return execute(sql, parameters, many, context)


def test_writing_answers_503_while_the_database_is_read_only():
    as_citizen = Client(headers={"Authorization": f"Bearer {token_of(citizen())}"})
    with connection.execute_wrapper(only_readable):
        response = as_citizen.post(
            "/api/v1/me/consents/",
            {"purpose": "notices", "granted": True, "policy_version": next(iter(policy.TEXTS))},
            content_type="application/json",
        )
        read = as_citizen.get("/api/v1/dossiers/")
    assert (response.status_code, whole(response)["code"]) == (503, "unavailable")
    assert response["Retry-After"] == "5"
    assert read.status_code == 200


def test_a_connection_cut_in_the_middle_of_an_answer_is_not_our_mistake():
    error = InternalError(PERSONAL)
    error.__cause__ = psycopg.InternalError("unexpected result status")
    assert handlers.from_exception(error).type.code == "unavailable"


def test_other_internal_errors_of_the_database_are_mistakes_of_ours():
    error = InternalError(PERSONAL)
    assert handlers.from_exception(error) is None
    error.__cause__ = InFailedSqlTransaction(PERSONAL)
    assert handlers.from_exception(error) is None


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite says it by another error")
def test_postgresql_raises_this_error_when_read_only():
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
    with pytest.raises(InternalError) as caught:
        Revision.objects.all().delete()
    assert handlers.from_exception(caught.value).type.code == "unavailable"


@pytest.mark.parametrize(
    "path",
    [
        "/quan-tri/",
        "/quan-tri/login/",
        "/quan-tri/dossiers/dossier/",
        "/quan-tri/dossiers/dossierimport/add/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_officers_get_an_error_page_while_the_database_is_unavailable(admin_client, method, path):
    admin_client.raise_request_exception = False
    with connection.execute_wrapper(database_away):
        response = getattr(admin_client, method)(path, {"username": "a", "password": "b"})
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (
        503,
        "5",
        "no-store",
    )
    assert "Dịch vụ đang tạm gián đoạn" in response.content.decode()


def test_an_error_page_speaks_to_officers(admin_client):
    response = admin_client.get("/quan-tri/khong-co/")
    assert response.status_code == 404
    assert "Không tìm thấy nội dung đồng chí yêu cầu." in response.content.decode()


def test_views_refuse_everyone_by_default(probe):
    response = probe.get("/probe/undeclared/")
    assert (response.status_code, whole(response)["code"]) == (403, "forbidden")


@for_each("problem", PROBLEMS.values(), ids=lambda problem: problem.code)
def test_each_problem_has_vietnamese_texts_and_an_error_status(problem):
    assert MARKS.search(problem.title)
    assert MARKS.search(problem.detail)
    assert 400 <= problem.status < 600
    assert re.fullmatch(r"[a-z][a-z_]*", problem.code)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("query", "a"), "/query/a"),
        (("body", "a/b", "c~d"), "/body/a~1b/c~0d"),
        (("body", 0), "/body/0"),
        ((), ""),
    ],
)
def test_json_pointers_are_escaped(parts, expected):
    assert pointer(*parts) == expected


def test_nested_errors_are_flattened_with_pointers():
    detail = {
        "rows": [{}, {"a": [ErrorDetail("x", "small")]}],
        "non_field_errors": [ErrorDetail("y", "all")],
        "list": [ErrorDetail("z", "one"), ErrorDetail("w", "two")],
    }
    assert field_errors(detail, "body") == [
        FieldError("/body/rows/1/a", "small", "x"),
        FieldError("/body", "all", "y"),
        FieldError("/body/list", "one", "z"),
        FieldError("/body/list", "two", "w"),
    ]


def test_extra_members_are_part_of_the_body():
    assert Problem("not_found", successor=None).document()["successor"] is None
