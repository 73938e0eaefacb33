"""The page of the API's documentation, on the officers' origin."""

import re

import pytest

pytestmark = pytest.mark.django_db
DOCS = "/api/docs/"


def test_the_page_restricts_what_it_loads_and_has_no_script(client):
    response = client.get(DOCS)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", response.content.decode(), re.DOTALL)
    assert len(scripts) == 3
    assert [(" src=" in head, body) for head, body in scripts] == [(True, "")] * 3


def test_its_script_has_a_separate_address(client):
    response = client.get(f"{DOCS}?script=")
    assert response["Content-Type"].startswith("application/javascript")
    assert "SwaggerUIBundle" in response.content.decode()
    assert "script-src 'self'" in response["Content-Security-Policy"]
