"""Compares every answer below /api/v1/ with docs/openapi.yaml, so the document cannot lie.

The world is closed: a member that the document does not name is as wrong as a missing one. Errors
are problem documents everywhere, also outside the API.
"""

import json
import re
from functools import cache
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import best_match
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

DOCUMENT = Path(__file__).parent.parent / "docs" / "openapi.yaml"
API = "/api/v1/"
PROBLEM = "application/problem+json"
FORMATS = FormatChecker()
URN = "urn:openapi"
# What an unknown address may answer.
BEFORE_ROUTING = {"400", "404", "413", "414", "500", "503"}


class NotAsDocumented(AssertionError):
    """An answer is not what docs/openapi.yaml says."""


@FORMATS.checks("date-time", raises=ValueError)
def is_utc_moment(value):
    """Return True for a moment in UTC, written with Z."""
    return (
        not isinstance(value, str)
        or re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", value) is not None
    )


@FORMATS.checks("uri", raises=ValueError)
def is_web_address(value):
    return not isinstance(value, str) or re.fullmatch(r"https?://[^\s/]+\S*", value) is not None


@FORMATS.checks("double")
@FORMATS.checks("int64")
def is_number(_value):
    return True  # the type says it


def closed(node):
    """Return a copy of a schema whose objects with declared properties allow no others."""
    if isinstance(node, list):
        return [closed(child) for child in node]
    if not isinstance(node, dict):
        return node
    copy = {key: closed(child) for key, child in node.items()}
    if copy.get("type") == "object" and "properties" in copy:
        copy.setdefault("additionalProperties", False)
    return copy


@cache
def document():
    """Return the committed document, with closed objects."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return closed(yaml.load(DOCUMENT.read_text(), Loader=loader))  # noqa: S506  # a safe loader, in C where there is one


@cache
def registry():
    return Registry().with_resource(
        URN, Resource.from_contents(document(), default_specification=DRAFT202012)
    )


@cache
def validator(pointer):
    """Return the validator of the schema at a JSON pointer into the document."""
    return Draft202012Validator(
        {"$ref": f"{URN}#{pointer}"}, registry=registry(), format_checker=FORMATS
    )


@cache
def templates():
    """Return (pattern, path template) of each documented path, literal ones first."""
    paths = sorted(document()["paths"], key=lambda path: path.count("{"))
    return [
        (re.compile(re.sub(r"\\\{[^}]+\\\}", "[^/]+", re.escape(path))), path) for path in paths
    ]


def template_of(path):
    """Return the documented path template of `path`, or None."""
    return next((template for pattern, template in templates() if pattern.fullmatch(path)), None)


def operation_of(response):
    """Return the name of the operation that gave an answer, or None."""
    template = template_of(response.request["PATH_INFO"])
    methods = document()["paths"][template] if template else {}
    return methods.get(response.request["REQUEST_METHOD"].lower(), {}).get("operationId")


def escaped(part):
    return part.replace("~", "~0").replace("/", "~1")


def resolved(node, pointer):
    """Follow `$ref` from a node of the document and return (node, its pointer)."""
    while "$ref" in node:
        pointer = node["$ref"].removeprefix("#")
        node = document()
        for part in pointer.strip("/").split("/"):
            node = node[part.replace("~1", "/").replace("~0", "~")]
    return node, pointer


def response_of(template, method, status):
    """Return the documented response (node, pointer) or None."""
    operation = document()["paths"][template].get(method.lower())
    if operation is None or str(status) not in operation["responses"]:
        return None
    pointer = f"/paths/{escaped(template)}/{method.lower()}/responses/{status}"
    return resolved(operation["responses"][str(status)], pointer)


def fail(what, response):
    request = response.request
    query = f"?{request['QUERY_STRING']}" if request.get("QUERY_STRING") else ""
    shown = response.content[:600].decode(errors="replace")
    raise NotAsDocumented(
        f"{request['REQUEST_METHOD']} {request['PATH_INFO']}{query} → {response.status_code}: "
        f"{what}\n{shown}"
    )


def check(response):
    """Raise NotAsDocumented if the answer is not what the document says.

    Answers outside the API pass, except problems.
    """
    path, method = response.request["PATH_INFO"], response.request["REQUEST_METHOD"]
    media = media_type(response)
    if path.startswith(API):
        check_api(response, path, method, media)
    elif media == PROBLEM and method != "HEAD":
        check_body(response, "/components/schemas/Problem")


def media_type(response):
    return response.get("Content-Type", "").split(";")[0]


def check_api(response, path, method, media):
    status = str(response.status_code)
    if is_preflight(response.request) or is_redirect_to_slash(response, path):
        return
    if method == "OPTIONS" and status == "204" and "Tus-Version" in response:
        return  # tus asks what a server speaks; documents know no such operation
    template = template_of(path)
    operation = "GET" if method == "HEAD" else method
    if template is None or operation.lower() not in document()["paths"][template]:
        check_outside(response, template, method, media)
        return
    found = response_of(template, operation, status)
    if found is None:
        fail("this status is not documented", response)
    check_documented(response, *found, method=method, media=media)


def is_preflight(request):
    return (
        request["REQUEST_METHOD"] == "OPTIONS" and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in request
    )


def is_redirect_to_slash(response, path):
    return response.status_code == 301 and response["Location"].split("?")[0].endswith(f"{path}/")


def check_outside(response, template, method, media):
    """Check the answer to a request that is no documented operation: it has to be a problem.

    On a documented path the only such problem is 405.
    """
    allowed = (
        BEFORE_ROUTING
        if template is None
        else {"400", "404", "405", "406", "413", "414", "429", "500", "503"}
    )
    if str(response.status_code) not in allowed:
        fail("no such operation is documented", response)
    node, pointer = resolved({"$ref": f"#/components/responses/Problem{response.status_code}"}, "")
    check_documented(response, node, pointer, method=method, media=media)


def check_documented(response, node, pointer, *, method, media):
    check_headers(response, node, pointer)
    content = node.get("content")
    if content is None:
        if response.content:
            fail("a body where none is documented", response)
        return
    if media not in content:
        fail(f"the media type {media!r} is not documented", response)
    if method == "HEAD":
        if response.content:
            fail("an answer to HEAD has a body", response)
        return
    if content[media]["schema"].get("format") == "binary":  # a picture has no members to compare
        return
    if "json" not in media:  # a calendar, a feed, a key
        response.content.decode()
        return
    check_body(response, f"{pointer}/content/{escaped(media)}/schema")


def check_headers(response, node, within):
    for name, header in node.get("headers", {}).items():
        declared, pointer = resolved(header, f"{within}/headers/{escaped(name)}")
        value = response.get(name)
        if value is None:
            if declared.get("required"):
                fail(f"the header {name} is missing", response)
            continue
        typed = int(value) if declared["schema"]["type"] == "integer" and value.isdigit() else value
        error = best_match(validator(f"{pointer}/schema").iter_errors(typed))
        if error:
            fail(f"the header {name}: {error.message}", response)


def check_body(response, pointer):
    try:
        body = json.loads(response.content)
    except ValueError:
        fail("the body is not JSON", response)
    error = best_match(validator(pointer).iter_errors(body))
    if error:
        fail(f"at {error.json_path}: {error.message[:400]}", response)
    if media_type(response) == PROBLEM and (
        body["status"] != response.status_code or body["instance"] != response.get("X-Request-ID")
    ):
        fail("status and instance do not repeat the answer's own", response)
