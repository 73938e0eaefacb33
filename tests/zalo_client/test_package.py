"""The client as a package of its own: built, unpacked elsewhere, its example run there."""

import re
import shutil
import subprocess
import sys
import zipfile

import pytest
from django.conf import settings

FOLDER = settings.BASE_DIR / "zalo_client"
ENDING = """
import sys
print(sorted({"django", "foundation", "police_portal"} & set(sys.modules)))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Return the wheel that pip builds of the folder alone."""
    out = tmp_path_factory.mktemp("wheel")
    source = out / "source"
    shutil.copytree(FOLDER, source, ignore=shutil.ignore_patterns("__pycache__"))
    quiet = ["--quiet", "--disable-pip-version-check", "--no-cache-dir"]
    alone = ["--no-deps", "--no-index", "--no-build-isolation"]
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *quiet, *alone, "-w", out, source], check=True
    )
    return next(out.glob("*.whl"))


def test_it_holds_every_module_and_the_simulator(wheel):
    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.endswith(".py")}
    assert held == {f"zalo_client/{path.relative_to(FOLDER)}" for path in FOLDER.rglob("*.py")}


def test_its_example_runs_without_this_repository(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    (example,) = re.findall(r"```python\n(.+?)```", (FOLDER / "README.md").read_text(), re.DOTALL)
    (tmp_path / "example.py").write_text(example + ENDING)
    done = subprocess.run(
        [sys.executable, "example.py"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert (done.stdout.splitlines(), done.stderr) == (
        ["Nguyễn Thị Lan", "+84912345678", "code", "[]"],
        "",
    )
