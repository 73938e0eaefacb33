"""The built Mini App in browsers."""

import gzip

import pytest

from police_portal import mini_app

ID = "194839900003483517"
ROOT = f"/zapps/{ID}/"
SCRIPT = "assets/index.Ab_9-xYz.module.js"
CONTENT = b"export default 1;" * 100


@pytest.fixture(autouse=True)
def _is_known(settings):
    settings.ZALO_MINI_APP_ID = ID


@pytest.fixture
def www(tmp_path, monkeypatch):
    """Return the folder of a build."""
    folder = tmp_path / "www"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<html>page</html>")
    (folder / "app-config.json").write_text("{}")
    (folder / SCRIPT).write_bytes(CONTENT)
    (folder / f"{SCRIPT}.gz").write_bytes(gzip.compress(CONTENT))
    (folder / f"{SCRIPT}.br").write_bytes(b"as brotli")
    (tmp_path / "secret.txt").write_text("secret")
    monkeypatch.setattr(mini_app, "FOLDER", folder)
    return folder


def body(response):
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("screen", ["", "procedures/tthc-1-001456", "dossiers/", "nonsense"])
@pytest.mark.usefixtures("www")
def test_every_screen_gets_the_uncached_page(client, screen):
    response = client.get(ROOT + screen)
    assert body(response) == b"<html>page</html>"
    assert response["Content-Type"].startswith("text/html")
    assert response["Cache-Control"] == "no-cache"


@pytest.mark.usefixtures("www")
def test_a_hashed_file_is_kept_for_a_year(client):
    response = client.get(ROOT + SCRIPT)
    assert body(response) == CONTENT
    assert "immutable" in response["Cache-Control"]
    assert "javascript" in response["Content-Type"]


@pytest.mark.usefixtures("www")
def test_a_file_without_a_hash_is_revalidated(client):
    assert client.get(ROOT + "app-config.json")["Cache-Control"] == "no-cache"


@pytest.mark.usefixtures("www")
def test_a_browser_that_accepts_gzip_gets_it(client):
    response = client.get(ROOT + SCRIPT, headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(body(response)) == CONTENT


@pytest.mark.usefixtures("www")
def test_a_browser_that_accepts_brotli_gets_the_smaller_file(client):
    response = client.get(ROOT + SCRIPT, headers={"Accept-Encoding": "gzip, deflate, br"})
    assert response["Content-Encoding"] == "br"
    assert body(response) == b"as brotli"
    assert response["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "path", ["assets/gone.12345678.js", "../secret.txt", "%2e%2e/secret.txt", "..%5csecret.txt"]
)
@pytest.mark.usefixtures("www")
def test_a_file_outside_the_build_is_not_found(client, path):
    response = client.get(ROOT + path)
    assert response.status_code == 404
    assert response.json()["code"] == "not_found"


@pytest.mark.usefixtures("www")
def test_another_id_is_not_found(client):
    assert client.get("/zapps/1/").status_code == 404


@pytest.mark.usefixtures("www")
def test_the_page_loads_nothing_from_elsewhere(client):
    policy = client.get(ROOT)["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "connect-src 'self';" in policy


@pytest.mark.usefixtures("www")
def test_the_page_may_call_the_simulated_zalo_in_debug(client, settings):
    settings.DEBUG = settings.DEVELOPMENT_LOGIN = True
    settings.ZALO_GRAPH_URL = "http://127.0.0.1:8900"
    assert (
        "connect-src 'self' http://127.0.0.1:8900;" in client.get(ROOT)["Content-Security-Policy"]
    )
    told = client.get(f"{ROOT}development.json")
    assert told.json() == {"simulator": "http://127.0.0.1:8900"}


@pytest.mark.parametrize("missing", ["DEBUG", "DEVELOPMENT_LOGIN"])
def test_outside_development_there_is_no_simulator(client, settings, missing):
    settings.DEBUG = settings.DEVELOPMENT_LOGIN = True
    setattr(settings, missing, False)
    assert client.get(f"{ROOT}development.json").status_code == 404


def test_a_missing_build_is_a_page_that_reloads_itself_in_debug(
    client, settings, tmp_path, monkeypatch
):
    monkeypatch.setattr(mini_app, "FOLDER", tmp_path / "none")
    assert client.get(ROOT).status_code == 404
    settings.DEBUG = True
    response = client.get(ROOT)
    assert b"refresh" in response.content
    assert response["Cache-Control"] == "no-store"
