"""`miniapp/scripts/startable.mjs`: a build that Zalo could not start, or would not take, fails."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

SCRIPT = Path(settings.BASE_DIR, "miniapp", "scripts", "startable.mjs")
API_URL = "https://portal.example.vn"
ENTRY, STYLE = "assets/index.a1b2c3d4.module.js", "assets/first-a1b2c3d4.css"
LISTS = {"listSyncJS": [ENTRY], "listAsyncJS": [], "listCSS": [STYLE]}
MB = 1024 * 1024
NODE = shutil.which("node")

pytestmark = pytest.mark.skipif(NODE is None, reason="Node is not installed")


@pytest.fixture
def check(tmp_path):
    """Return a function that makes a build, looks after it, and returns what is wrong."""

    def run(*asked, lists=LISTS, **files):
        content = {
            "app-config.json": json.dumps(lists),
            ENTRY: f'const api="{API_URL}";',
            STYLE: "p{margin:0}",
            **files,
        }
        for name, text in content.items():
            if text is not None:
                path = tmp_path / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        done = subprocess.run(
            [NODE, SCRIPT, tmp_path, *asked], capture_output=True, text=True, check=False
        )
        assert (done.returncode != 0) == bool(done.stderr)
        return done.stderr

    return run


def test_what_zalo_can_start_passes(check):
    assert check() == ""
    assert check(API_URL) == ""


@pytest.mark.parametrize(
    ("build", "said"),
    [
        ({"lists": {**LISTS, "listSyncJS": []}}, "listSyncJS of app-config.json names no script"),
        ({"app-config.json": None}, "listSyncJS of app-config.json names no script"),
        ({ENTRY: None}, f"app-config.json names {ENTRY}, which was not built"),
        ({STYLE: None}, f"app-config.json names {STYLE}, which was not built"),
        (
            {"lists": {**LISTS, "listAsyncJS": ["a.js"]}, "a.js": ""},
            "a.js must end in .module.js",
        ),
        ({"assets/large.svg": "x" * (3 * MB + 1)}, "large.svg is larger than 3 MB"),
        ({f"assets/{n}.svg": "x" * (3 * MB - 1) for n in range(4)}, "is larger than 10 MB"),
        ({"assets/a.module.js": 'fetch("http://localhost:8000/")'}, "address of this machine"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_zalo_cannot_start_fails_and_says_why(check, build, said):
    assert said in check(**build)


def test_what_the_service_serves_compressed_counts_for_nothing(check):
    assert check(**{"assets/large.svg.gz": "x" * (3 * MB + 1)}) == ""


def test_an_upload_calls_the_address_that_it_is_for(check):
    assert "no script calls https://other.example.vn" in check("https://other.example.vn")
    assert "no script calls https://portal.example" in check("https://portal.example")


@pytest.mark.parametrize("name", ["index.html", "worker.js"])
def test_an_upload_brings_neither_a_page_nor_what_keeps_it(check, name):
    assert f"{name} is not for Zalo" in check(API_URL, **{name: "<p>"})
