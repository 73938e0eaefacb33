"""Brings out a version: writes it in every place, and keeps what later versions are compared with.

    python -m tests.release 1.0.0

Writes VERSION, the npm client's version, the day in CHANGELOG.md, the generated documents, and in
`deploy/released/` migrations, document, dump and answers. Commits and tags nothing; a rehearsal is
thrown away by `git checkout . && git clean -fd deploy/released`.
"""

import json
import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parent.parent
HEADING = re.compile(r"^## (\S+) – unreleased$", re.MULTILINE)
COMMANDS = (
    ("manage.py", "generate_docs"),
    ("-m", "tests.released", "--write"),
    ("-m", "tests.api_changes", "--write"),
    ("-m", "tests.upgrade", "--dump"),
)
LEFT = """Left to do (docs/releasing.md): read deploy/released/{0}.answers, each has to be true;
make check; make upgrade-test; git add -A; git commit -m "Version {0}"; .ci/run; git tag v{0}"""


def write_version(root, version, day):
    """Write the version where it stands; ends if nothing is unreleased."""
    changelog = root / "CHANGELOG.md"
    text, found = HEADING.subn(f"## {version} – {day}", changelog.read_text(), count=1)
    if not found or not re.fullmatch(r"\d+\.\d+\.\d+", version):
        sys.exit("CHANGELOG.md has no heading «unreleased», or this is no version.")
    changelog.write_text(text)
    (root / "VERSION").write_text(f"{version}\n")
    package = root / "miniapp" / "client" / "package.json"
    said = {**json.loads(package.read_text()), "version": version}
    package.write_text(json.dumps(said, indent=2, ensure_ascii=False) + "\n")


def _today():
    now = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))  # noqa: TID251  # Django is not set up here
    return now.date()


def main(arguments):
    """Write everything; ends at the first command that fails."""
    (version,) = arguments
    if (ROOT / "deploy" / "released" / f"{version}.json").exists():
        sys.exit(f"{version} was released: what was kept of it stays.")
    write_version(ROOT, version, _today())
    for command in COMMANDS:
        print("==", *command, flush=True)
        environment = {**os.environ, "DEBUG": "true"}
        subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True)
    print(LEFT.format(version))


if __name__ == "__main__":
    main(sys.argv[1:])
