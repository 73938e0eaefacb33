"""`make bench`: measure, print the tables, keep them as the baseline, part by part."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator

from benchmarks.load import Rounds, need_wrk
from benchmarks.report import Part, Row, machine, save, table
from benchmarks.settings import database_url, use_production

PARTS = (
    "silence",
    "quality",
    "freshness",
    "answering",
    "identity",
    "notices",
    "dossiers",
    "photos",
    "questions",
    "feedback",
    "workplace",
    "work_lists",
    "national",
)


def main() -> int:
    """Measure, print and save; return 1 when a target is missed."""
    options = _options()
    need_wrk()
    url = database_url()
    use_production(url)
    measured = dict(_measure(url, options))
    print(
        "\n"
        + "\n".join(
            f"## {name}\n\n{table(part.rows, part.facts)}" for name, part in measured.items()
        )
    )
    if not options.quick:
        save(measured, PARTS)
    return int(not all(row.passed for part in measured.values() for row in part.rows))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick",
        action="store_true",
        help="few and short rounds, to see that it runs; the baseline stays",
    )
    parser.add_argument(
        "--only", nargs="+", choices=PARTS, metavar="PART", help=f"some of: {', '.join(PARTS)}"
    )
    return parser.parse_args()


def _measure(url: str, options: argparse.Namespace) -> Iterator[tuple[str, Part]]:
    from benchmarks import data

    data.load_shipped()
    for name, part in _parts(url, quick=options.quick).items():
        if not options.only or name in options.only:
            print(f"{name} …", flush=True)
            load = os.getloadavg()[0]
            yield name, Part(_facts(load), list(part()))


def _parts(url: str, *, quick: bool) -> dict[str, Callable[[], Iterable[Row]]]:
    # They import models, which need the settings.
    from benchmarks import (
        answering,
        dossiers,
        feedback,
        freshness,
        identity,
        national,
        notices,
        photos,
        quality,
        questions,
        silence,
        work_lists,
        workplace,
    )

    rounds = Rounds(2, 1) if quick else Rounds(7, 2)
    return {
        "silence": silence.measure,
        "quality": quality.measure,
        "freshness": lambda: freshness.measure(url, 1 if quick else 3),
        "answering": lambda: answering.measure(url, rounds),
        "identity": lambda: identity.measure(url, rounds),
        "notices": lambda: notices.measure(url, quick=quick),
        "dossiers": lambda: dossiers.measure(url, rounds, quick=quick),
        "photos": lambda: photos.measure(url, quick=quick),
        "questions": lambda: questions.measure(quick=quick),
        "feedback": lambda: feedback.measure(quick=quick),
        "workplace": lambda: workplace.measure(url, quick=quick),
        "work_lists": lambda: work_lists.measure(url, quick=quick),
        "national": lambda: national.measure(url, 1 if quick else 3),
    }


def _facts(load: float) -> dict[str, str]:
    from django.db import connection
    from django.utils import timezone

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        server = f"PostgreSQL {cursor.fetchone()[0].split()[0]}"
    return machine(server, load, timezone.localdate().isoformat())


if __name__ == "__main__":
    sys.exit(main())
