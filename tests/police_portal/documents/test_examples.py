"""Each operation of the document has an answer that was really given, and it is still true."""

import json
import re
from types import SimpleNamespace

import pytest
from django.conf import settings

from police_portal.documents.examples import given
from tests.examples import Recorder
from tests.openapi import DOCUMENT, document, escaped, validator

RENEW = "name a test for it in examples.json, then: make examples docs"


def operations():
    """Yield (name, method, path, status, media type) of each answer in JSON."""
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            for status, answer in operation["responses"].items():
                for media in answer.get("content", {}):
                    if status.startswith("2") and "json" in media:
                        yield operation["operationId"], method, path, status, media


def test_each_operation_with_an_answer_has_an_example():
    assert {name for name, *_rest in operations()} ^ given().keys() == set(), RENEW


def test_each_example_has_the_shape_of_today():
    faults = [
        (name, error.json_path, error.message[:200])
        for name, method, path, status, media in operations()
        if given().get(name, {}).get("status") == int(status)
        for error in validator(
            f"/paths/{escaped(path)}/{method}/responses/{status}/content/{escaped(media)}/schema"
        ).iter_errors(given()[name]["answer"])
    ]
    assert faults == [], RENEW


def test_no_text_reads_as_a_number_in_yaml_1_2():
    assert re.findall(r"^.*: 0[0-9]+$", DOCUMENT.read_text(), re.MULTILINE) == []


def test_each_example_is_of_a_test_that_is_there():
    gone = {name for name, one in given().items() if not is_there(one["test"])}
    assert gone == set(), RENEW


def is_there(test):
    file, _colons, name = test.partition("::")
    file = settings.BASE_DIR / file
    return file.is_file() and f"def {name.split('[')[0]}(" in file.read_text()


def answer(status, body):
    return SimpleNamespace(
        request={"PATH_INFO": "/api/v1/offices/", "REQUEST_METHOD": "GET"},
        status_code=status,
        content=json.dumps(body).encode(),
        get=lambda *_: "application/json",
    )


@pytest.fixture
def recorder():
    return Recorder({"offices_list": "this"})


def test_the_longest_good_answer_is_kept(recorder):
    for status, body in ((200, [1]), (200, [1, 2]), (200, []), (400, [1, 2, 3])):
        recorder.keep("this", answer(status, body))
    assert recorder.written() == {"offices_list": {"test": "this", "status": 200, "answer": [1, 2]}}


def test_answers_to_other_tests_are_not_kept(recorder):
    recorder.keep("other", answer(200, [1]))
    assert recorder.found == {}
