"""Ask OSV which locked packages have known holes: `python -m tests.known_holes`.

The status is 1 where one has, 75 where OSV cannot be reached: then nothing was looked at, and this
is said. What cannot be mended yet stands in OPEN with its reason.
"""

import json
import re
import sys
import urllib.error
import urllib.request
from pathlib import Path

from installation.materials import node_parts

ROOT = Path(__file__).parent.parent
OSV = "https://api.osv.dev/v1/querybatch"
SECONDS, BATCH = 20, 1000
UNREACHABLE = 75  # EX_TEMPFAIL
OPEN: dict[str, str] = {}  # the number of a hole → why it is left open


def packages(root=ROOT):
    """Return the address (purl) of each package that is shipped."""
    lock = (root / "requirements.txt").read_text()
    pinned = re.findall(r"^([\w.-]+)==([\w.!+-]+)", lock, re.MULTILINE)
    python = {f"pkg:pypi/{name.lower()}@{version}" for name, version in pinned}
    node = {part["purl"] for part in node_parts(root / "miniapp" / "package-lock.json")}
    return sorted(python | node)


def holes(purls, url=OSV):
    """Return the numbers of known holes by package. Raises OSError or ValueError without answer."""
    found = {}
    for start in range(0, len(purls), BATCH):
        asked = purls[start : start + BATCH]
        results = _ask(url, {"queries": [{"package": {"purl": one}} for one in asked]})
        for purl, result in zip(asked, results, strict=True):
            if numbers := {hole["id"] for hole in result.get("vulns", [])} - set(OPEN):
                found[purl] = sorted(numbers)
    return found


def _ask(url, body):
    head, content = {"Content-Type": "application/json"}, json.dumps(body).encode()
    request = urllib.request.Request(url, content, head)  # noqa: S310  # our own address
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
        said = json.load(answer)
    if not isinstance(said, dict) or "results" not in said:
        raise ValueError("no list of results")
    return said["results"]


def main(url=OSV):
    """Print what was found, and return the status."""
    purls = packages()
    try:
        found = holes(purls, url)
    except (OSError, ValueError) as error:
        print(f"Known holes were NOT looked at: {url} does not answer ({error}).")
        return UNREACHABLE
    for purl, numbers in found.items():
        print(f"{purl}: {', '.join(numbers)}")
    print(f"{len(purls)} packages were looked at, {len(found)} have known holes.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
