"""Generators of clients: openapi-typescript, orval, openapi-python-client."""

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
ROOT = FOLDER.parent.parent
GENERATED = FOLDER / "generated"
PACKAGE = ROOT / "miniapp" / "client"
DOCUMENT = ROOT / "docs" / "openapi.yaml"
NODE = FOLDER / "node_modules" / ".bin"
PYTHON = ROOT / "var" / "clients" / "bin"


def run(*command, folder=FOLDER, **environment):
    """Run a program; return what it says. A refusal fails with its words."""
    path = f"{PYTHON}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env={**os.environ, "PATH": path, **environment},
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-6000:]}"
    return done.stdout


@cache
def everything():
    """Make every client anew; return their folder."""
    shutil.rmtree(GENERATED, ignore_errors=True)
    (GENERATED / "orval").mkdir(parents=True)
    run(NODE / "orval", "--config", "orval.config.mjs")
    made = run(
        PYTHON / "openapi-python-client", "generate", "--path", DOCUMENT,
        "--output-path", GENERATED / "portal", "--config", "openapi-python-client.yaml",
        "--meta", "none",
    )  # fmt: skip
    assert "WARNING" not in made, made  # something was left out
    _package(GENERATED / "package")
    return GENERATED


def _package(folder):
    """Pack the npm client, and install it in an empty folder."""
    folder.mkdir()
    shutil.rmtree(PACKAGE / "dist", ignore_errors=True)
    run(NODE / "tsc", "--project", PACKAGE, "--outDir", PACKAGE / "dist")
    (packed,) = json.loads(
        run("npm", "pack", "--json", "--pack-destination", folder, folder=PACKAGE)
    )
    (folder / "package.json").write_text('{"private": true, "type": "module"}')
    options = ("--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error")
    run("npm", "install", *options, f"./{packed['filename']}", folder=folder)
