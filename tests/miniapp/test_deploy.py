"""`make miniapp-deploy`: says what is missing, and uploads what Zalo can start, with its own tool.

What runs the tool installs its 1,255 packages: `make miniapp-deploy-test`.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from tests.miniapp import upload_server

FOLDER = Path(settings.BASE_DIR, "miniapp")
TOKEN = "token-of-the-mini-app"
API_URL = "https://portal.example.vn"
SET = {"ZALO_MINI_APP_ID": "1234567890123456789", "ZMP_TOKEN": TOKEN, "API_URL": API_URL}


def deploy(folder=FOLDER, **values):
    """Run the command with nothing set but `values`."""
    names = ("PATH", "HOME", "LANG")
    environment = {name: os.environ[name] for name in names if name in os.environ}
    return subprocess.run(
        ["/bin/sh", folder / "deploy.sh"],
        env={**environment, **values},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )


# --- without the tool


@pytest.fixture
def elsewhere(tmp_path):
    """Return a folder with the command alone: what is refused early needs nothing else."""
    shutil.copy(FOLDER / "deploy.sh", tmp_path)
    return tmp_path


@pytest.mark.parametrize("missing", SET)
def test_what_is_missing_is_named_before_anything_is_built(elsewhere, missing):
    done = deploy(elsewhere, **{**SET, missing: ""})
    assert done.returncode == 1
    assert done.stderr.startswith("Nothing was uploaded: these have to be set")
    assert [name for name in SET if f"  {name} " in done.stderr] == [missing]
    assert TOKEN not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"ZALO_MINI_APP_ID": "../x"}, "ZALO_MINI_APP_ID has digits only."),
        ({"API_URL": "http://portal.example.vn"}, "API_URL must begin with https://."),
        ({"API_URL": "https://"}, "API_URL must begin with https://."),
        ({"API_URL": "https://localhost:8000"}, "API_URL is this machine."),
        ({"API_URL": "https://portal.example.vn/$(id)"}, "API_URL is no address"),
    ],
)
def test_what_cannot_be_right_is_refused_before_anything_is_built(elsewhere, wrong, said):
    done = deploy(elsewhere, **{**SET, **wrong})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Nothing was uploaded: {said}")


# --- with Zalo's tool, whose server is replaced


@pytest.fixture(scope="module")
def installed():
    """Install the packages while npm may still go out."""
    script = ". ./packages.sh; install_packages .; install_packages zmp --ignore-scripts"
    subprocess.run(["/bin/sh", "-ec", script], cwd=FOLDER, check=True, timeout=900)


@pytest.fixture
def upload(installed):
    """Return a function that uploads to a stand-in, and returns how it ended and what arrived."""

    def run(token=TOKEN):
        with upload_server.running(token) as uploads:
            preload = f"--require {Path(__file__).with_name('stand_in.cjs')}"
            done = deploy(
                **SET,
                NODE_OPTIONS=preload,
                ZALO_STAND_IN=str(uploads.port),
                DESCRIPTION="a test",
            )
        return done, uploads

    return run


@pytest.mark.zalo_tool
def test_a_version_for_testing_arrives_that_zalo_can_start(upload):
    done, uploads = upload()
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Uploaded for {API_URL}: «a test»" in done.stdout
    assert {call.split()[1].partition("/")[0] for call in uploads.calls} == {upload_server.API}
    assert (uploads.wanted["versionStatus"], uploads.wanted["desc"]) == (
        upload_server.TESTING,
        "a test",
    )
    files = uploads.files
    lists = json.loads(files["app-config.json"])
    assert lists["listSyncJS"]
    assert {*lists["listSyncJS"], *lists["listAsyncJS"], *lists["listCSS"]} <= set(files)
    assert not [name for name in files if name.endswith((".gz", ".html"))]
    assert any(f'"{API_URL}"'.encode() in content for content in files.values())


@pytest.mark.zalo_tool
def test_a_refused_token_ends_with_an_error_and_is_not_shown(upload):
    done, uploads = upload(token="another")
    assert (done.returncode, uploads.parts) == (1, {})
    assert "Nothing was uploaded: Zalo's tool ended with an error." in done.stderr
    assert TOKEN not in done.stdout + done.stderr
