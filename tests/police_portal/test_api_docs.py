"""The page of the API's documentation, on the officers' origin."""

import re

import pytest

pytestmark = pytest.mark.django_db
DOCS = "/api/docs/"


def test_the_page_says_what_it_may_load_and_holds_no_script(client):
    response = client.get(DOCS)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", response.content.decode(), re.DOTALL)
    assert len(scripts) == 3
    assert [(" src=" in head, body) for head, body in scripts] == [(True, "")] * 3


def test_its_script_comes_from_an_address_of_its_own(client):
    response = client.get(f"{DOCS}?script=")
    assert response["Content-Type"].startswith("application/javascript")
    assert "SwaggerUIBundle" in response.content.decode()
    assert "script-src 'self'" in response["Content-Security-Policy"]
