"""One build of the Mini App serves all provinces."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from installation import miniapp
from installation.machine import Failed

URL, APP_ID = "https://dichvu.tinh.gov.vn", "1234567890123456789"


@pytest.fixture
def template(tmp_path):
    """Return a folder as the build leaves it."""
    folder = tmp_path / "template"
    (folder / "assets").mkdir(parents=True)
    script = f'const a="{miniapp.API_URL}";b="/zapps/{miniapp.APP_ID}/"'
    (folder / "assets" / "index.module.js").write_text(script)
    (folder / "assets" / "index.module.js.gz").write_bytes(b"old")
    (folder / "assets" / "sign.png").write_bytes(miniapp.API_URL.encode() + b"\xff")
    (folder / "app-config.json").write_text('{"listSyncJS": ["assets/index.module.js"]}')
    return folder


def test_address_and_id_take_their_places(template, tmp_path):
    miniapp.write(template, tmp_path / "www", f"{URL}/", APP_ID)
    script = (tmp_path / "www" / "assets" / "index.module.js").read_text()
    assert script == f'const a="{URL}";b="/zapps/{APP_ID}/"'
    assert not list(tmp_path.rglob("www/**/*.gz"))
    picture = (tmp_path / "www" / "assets" / "sign.png").read_bytes()
    assert picture == (template / "assets" / "sign.png").read_bytes()


@pytest.mark.parametrize(
    ("url", "app_id"),
    [("", APP_ID), ("http://a.vn", APP_ID), ('https://a.vn/"', APP_ID), (URL, ""), (URL, "../1")],
)
def test_what_cannot_be_right_leaves_no_folder(template, tmp_path, url, app_id):
    with pytest.raises(Failed):
        miniapp.write(template, tmp_path / "www", url, app_id)
    assert not (tmp_path / "www").exists()


def test_a_folder_that_is_there_stays(template, tmp_path):
    (tmp_path / "www").mkdir()
    with pytest.raises(Failed, match="đã có"):
        miniapp.write(template, tmp_path / "www", URL, APP_ID)


def test_a_build_that_calls_nothing_is_refused(template, tmp_path):
    (template / "assets" / "index.module.js").write_text("")
    with pytest.raises(Failed, match="hỏng"):
        miniapp.write(template, tmp_path / "www", URL, APP_ID)
    assert not (tmp_path / "www").exists()


def test_the_build_of_the_package_reads_the_placeholders_here():
    text = Path(settings.BASE_DIR, "installation", "miniapp.py").read_text()
    build = Path(settings.BASE_DIR, "deploy", "debian", "build").read_text()
    for name in ("API_URL", "APP_ID"):
        (pattern,) = re.findall(rf"sed -n 's/(\^{name} = .*)/\\1/p' installation/miniapp.py", build)
        wanted = pattern.replace(r"\(.*\)", "(.*)")
        assert re.search(wanted, text, re.MULTILINE)[1] == getattr(miniapp, name)
