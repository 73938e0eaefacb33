"""The Mini App of another province: five files say whose it is (docs/mini-app/adapt.md)."""

import json
import os
import shutil
import subprocess

import pytest

from tests.browser.mini_app import building

TITLE, FORMER, PRESENT = "Dịch vụ công an tỉnh Hưng Yên", "pho hien", "Phố Hiến"
# What only the shipped province has, with and without marks.
TRACES = (
    "phú thọ", "phu tho", "vĩnh phúc", "vinh phuc", "thanh miếu", "thanh mieu", "bạch hạc",
    "bach hac", "việt trì", "viet tri", 'dịch vụ công an tỉnh"',
)  # fmt: skip
LEFT_OUT = ("node_modules", "www", "tests", "zmp", ".env")


@pytest.fixture
def other(built, tmp_path):
    """Return the built files of a copy that was adapted."""
    folder = tmp_path / "miniapp"
    shutil.copytree(building.FOLDER, folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
    (folder / "node_modules").symlink_to(building.FOLDER / "node_modules")
    config = json.loads((folder / "app-config.json").read_text(encoding="utf-8"))
    config["app"] |= {"title": TITLE, "headerTitle": TITLE}
    examples = {"formerPlace": FORMER, "presentPlace": PRESENT}
    (folder / "app-config.json").write_text(json.dumps(config), encoding="utf-8")
    (folder / "province.json").write_text(json.dumps(examples), encoding="utf-8")
    (folder / ".env").write_text("APP_ID=4242\nAPI_URL=https://hungyen.example.vn\n")
    told = ("ZALO_MINI_APP_ID", "APP_ID", "API_URL", "OPEN_OUTSIDE")
    environment = {name: value for name, value in os.environ.items() if name not in told}
    command = ["npx", "vite", "build", "--logLevel", "warn"]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    files = [
        file for file in (folder / "www").rglob("*") if file.suffix in {".js", ".html", ".json"}
    ]
    return {file.name: file.read_text(encoding="utf-8") for file in files}


def test_it_has_its_own_names_and_no_trace_of_this_province(other):
    everything = "\n".join(other.values())
    for own in (TITLE, FORMER, PRESENT, "/zapps/4242/", "https://hungyen.example.vn"):
        assert own in everything
    lowered = {name: text.lower() for name, text in other.items()}
    assert not [
        (name, trace) for name, text in lowered.items() for trace in TRACES if trace in text
    ]
