"""The bill of materials of a package, in the format CycloneDX 1.6.

`python -m installation.materials VERSION RELEASE package-lock.json`: the Python packages of the
release, as they are installed there, and the packages that the Mini App is built from.
"""

import json
import re
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

Component = dict[str, Any]


def materials(version: str, release: Path, lock: Path) -> dict[str, Any]:
    """Return the whole bill, without a time of its own: the same release has the same bill."""
    found = {str(one["purl"]): one for one in (*python_parts(release), *node_parts(lock))}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "name": "police-portal", "version": version}
        },
        "components": [found[purl] for purl in sorted(found)],
    }


def python_parts(release: Path) -> list[Component]:
    """Return the installed Python packages."""
    folders = [str(folder) for folder in release.glob(".venv/lib/python*/site-packages")]
    return [_python_part(one) for one in distributions(path=folders)]


def _python_part(found: Distribution) -> Component:
    name = re.sub(r"[-_.]+", "-", found.metadata["Name"]).lower()
    stated = _field(found, "License-Expression") or _classified(found)
    return _component(name, found.version, f"pkg:pypi/{name}@{found.version}", stated)


def _classified(found: Distribution) -> str:
    """Return the licence that the package's classifiers or its older field name."""
    named = found.metadata.get_all("Classifier") or []
    licences = [one.rpartition(" :: ")[2] for one in named if one.startswith("License ::")]
    return ", ".join(licences) or _field(found, "License").partition("\n")[0]


def _field(found: Distribution, name: str) -> str:
    return str(found.metadata[name]) if name in found.metadata else ""


def node_parts(lock: Path) -> list[Component]:
    """Return the packages of a lock file of npm that are part of what is built."""
    packages = json.loads(lock.read_text())["packages"]
    return [
        _node_part(path.rpartition("node_modules/")[2], said)
        for path, said in packages.items()
        if path and not said.get("dev") and not said.get("devOptional")
    ]


def _node_part(name: str, said: dict[str, Any]) -> Component:
    purl = f"pkg:npm/{name.replace('@', '%40')}@{said['version']}"
    return _component(name, said["version"], purl, said.get("license", ""))


def _component(name: str, version: str, purl: str, licence: str) -> Component:
    part: Component = {"type": "library", "name": name, "version": version, "purl": purl}
    part["bom-ref"] = purl
    if licence:
        part["licenses"] = [{"license": {"name": licence}}]
    return part


if __name__ == "__main__":
    _program, told, folder, locked = sys.argv
    json.dump(materials(told, Path(folder), Path(locked)), sys.stdout, indent=1)
