"""Each generated client goes ten ways of a citizen, against a real service and a simulated Zalo."""

import json
import os
import shutil

import pytest
from PIL import Image

from tests.clients.generating import FOLDER, NODE, PYTHON, ROOT, run
from zalo_client.simulator.__main__ import CITIZENS

pytestmark = [pytest.mark.clients, pytest.mark.django_db(transaction=True)]
JOURNEYS = FOLDER / "journeys"
STEPS = [
    "a stranger is refused",
    "log in",
    "look up a procedure",
    "check a dossier",
    "ask",
    "report anonymously with a file",
    "upload in parts",
    "rate",
    "read announcements",
    "book a number",
    "export and delete own data",
]


@pytest.fixture
def go(portal, tmp_path):
    """Return a function that goes the journey with a program; it returns the steps that it says."""
    picture = tmp_path / "picture.jpg"
    Image.frombytes("RGB", (900, 900), os.urandom(900 * 900 * 3)).save(picture, quality=95)

    def went(*command, **more):
        told = {"PORTAL": portal, "FILE": str(picture), "TOKEN": CITIZENS[0][0]}
        return run(*command, **told, **more).splitlines()

    return went


def compiled(folder, journey):
    """Compile a journey in the folder of its client, and check its types."""
    shutil.copy(JOURNEYS / journey, folder / journey)
    settings = json.loads((FOLDER / "tsconfig.json").read_text())
    settings["compilerOptions"]["typeRoots"] = [str(FOLDER / "node_modules" / "@types")]
    (folder / "tsconfig.json").write_text(json.dumps({**settings, "files": [journey]}))
    run(NODE / "tsc", "--project", folder)
    return (folder / journey).with_suffix(".js")


def test_with_the_npm_package(go, generated):
    assert go("node", compiled(generated / "package", "package.ts")) == STEPS


def test_with_orval(go, generated):
    assert go("node", compiled(generated / "orval", "orval.ts")) == STEPS


def test_with_the_python_client(go, generated):
    told = {"MYPYPATH": f"{generated}:{JOURNEYS}", "PYTHONPATH": str(generated)}
    check = ("--config-file", FOLDER / "mypy.ini", "-m", "python_client", "-p", "portal")
    run(PYTHON / "mypy", *check, folder=ROOT / "var", **told)  # aside, else names are longer
    assert go(PYTHON / "python", JOURNEYS / "python_client.py", **told) == STEPS
