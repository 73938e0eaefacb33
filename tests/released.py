"""What was released stays as it was: a database of any version can be upgraded to the newest.

    python -m tests.released            refuses a change of a migration that was released
    python -m tests.released --write    writes down those of VERSION, at its release

`deploy/released/VERSION.json` has the SHA-256 of each migration file of that version.
"""

import hashlib
import json
import sys
from pathlib import Path

from tests.house import BESIDE

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "deploy" / "released"
MEND = "Put it back as it was; what is to change belongs in a new migration."


def migrations():
    """Return the SHA-256 of each migration file of ours, by its path."""
    files = sorted(ROOT.glob("*/migrations/[0-9]*.py")) + sorted(
        ROOT.glob("*/*/migrations/[0-9]*.py")
    )
    return {
        str(file.relative_to(ROOT)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
        if file.relative_to(ROOT).parts[0] not in BESIDE | {".venv"}
    }


def faults(released, present):
    """Return a line for each migration that was released and is not as it was.

    `released` has the digests by path for each version, `present` those of now.
    """
    return [
        f"{path} was released with {version} and {end}. {MEND}"
        for version, digests in sorted(released.items())
        for path, digest in digests.items()
        if present.get(path) != digest
        for end in ["was changed" if path in present else "is gone"]
    ]


def released():
    """Return what was written down at each release."""
    return {file.stem: json.loads(file.read_text()) for file in FOLDER.glob("*.json")}


def write(version):
    """Write down the migrations of `version`, unless that was done; return what to say."""
    file = FOLDER / f"{version}.json"
    if file.exists():
        return f"{file.relative_to(ROOT)} exists: delete it first, if {version} runs nowhere yet."
    file.write_text(json.dumps(migrations(), indent=2) + "\n")
    return f"Written: {file.relative_to(ROOT)}"


def main(arguments):
    """Look, or write; return 1 if something that was released is not as it was."""
    if "--write" in arguments:
        print(write((ROOT / "VERSION").read_text().strip()))
        return 0
    found = faults(released(), migrations())
    print(*found, sep="\n", end="\n" if found else "")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
