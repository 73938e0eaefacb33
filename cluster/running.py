"""Runs what was asked for on a cluster that stands."""

import argparse
import signal
import time
from collections.abc import Iterable, Mapping

from benchmarks.dossier_rows import fill_with_dossiers
from benchmarks.parts.notice_delivery import settings_for
from cluster.judging import Finding
from cluster.load import Load
from cluster.notices import A_SECOND, Notices
from cluster.plan import Plan
from cluster.setting_up import ask_primary, stand_up
from cluster.standing import Cluster, laid_out
from cluster.table import ROWS, Row, run_row
from cluster.throughput import measure
from zalo_client.simulator import Simulator

DOSSIERS = 2000


def run(plan: Plan, values: Mapping[str, str], options: argparse.Namespace) -> int:
    """Stand the cluster up, do what `options` say, and end it; return 1 if something misses."""
    with laid_out(plan) as cluster, Simulator(host=plan.outside) as zalo:
        cluster.portal = values
        cluster.sender = {**values, **settings_for(zalo, A_SECOND)}
        begun = time.monotonic()
        stand_up(cluster)
        print(f"The cluster stands after {time.monotonic() - begun:.0f} s.", flush=True)
        if not options.test and not options.throughput:
            print(f"https://{plan.shared_address}/, files in {cluster.folder}.", flush=True)
            signal.pause()
        held = [
            *(_test(cluster, zalo, options.only) if options.test else []),
            *(_throughput(cluster) if options.throughput else []),
        ]
        return 0 if all(held) else 1


def _test(cluster: Cluster, zalo: Simulator, only: list[str]) -> list[bool]:
    load, notices = Load(cluster.plan.shared_address), Notices(zalo)
    return [_tell(row.name, run_row(cluster, load, notices, row)) for row in _asked_for(only)]


def _asked_for(only: list[str]) -> list[Row]:
    return [row for row in ROWS if not only or any(word in row.name for word in only)]


def _throughput(cluster: Cluster) -> list[bool]:
    # Rows are written past the triggers, which no role of the portal may.
    ask_primary(cluster, "GRANT SET ON PARAMETER session_replication_role TO portal")
    bearers = [f"Bearer {owner.token}" for owner in fill_with_dossiers(DOSSIERS)]
    return [_tell("two web nodes ÷ one", [one]) for one in measure(cluster, bearers)]


def _tell(name: str, findings: Iterable[Finding]) -> bool:
    """Print a row of the table as it was run; return whether it holds."""
    findings = list(findings)
    holds = all(one.holds for one in findings)
    words = "; ".join(one.words + ("" if one.holds else " (!)") for one in findings)
    print(f"{'holds ' if holds else 'MISSES'} {name}: {words}", flush=True)
    return holds
