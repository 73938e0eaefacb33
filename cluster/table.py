"""The table of faults, run row by row under load."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db import connection

from benchmarks.mixed_load import lost_and_doubled
from cluster import faults, judging
from cluster.faults import Begin, named
from cluster.judging import Finding, Judge, Window
from cluster.load import Load, Seen
from cluster.notices import Notices
from cluster.setting_up import has_standby, is_ready, primary, standby
from cluster.standing import Cluster, await_true
from cluster.upgrading import upgrade_and_lose_a_node

BEFORE, AFTER = 10.0, 5.0  # seconds of load around a fault


@dataclass(frozen=True)
class Row:
    """A fault, how long it lasts in seconds, what citizens may notice, and what comes before."""

    name: str
    begin: Begin
    judge: Judge
    seconds: float = 20
    prepare: Callable[[Cluster], object] = lambda _cluster: None


ROWS = (
    Row("web worker killed", faults.kill_web_worker, judging.only_in_flight),
    Row("web node lost", faults.lose(named("web-a")), judging.only_in_flight),
    Row("work killed", faults.kill(named("work-a"), "work"), judging.nobody_notices),
    Row("nginx lost", faults.lose(faults.holder_of_shared_address), judging.taken_over_within(3)),
    Row("primary: postgres killed", faults.kill_postgres, judging.primary_lost, 40),
    Row("primary: node lost", faults.lose(primary), judging.primary_lost, 40),
    Row("primary: postgres stopped", faults.freeze_postgres, judging.primary_lost, 45),
    Row("primary: node stopped", faults.freeze_primary, judging.primary_lost, 45),
    Row("primary: patroni killed", faults.kill_patroni, judging.primary_lost, 45),
    Row("primary: patroni stopped", faults.freeze_patroni, judging.primary_lost, 45),
    Row("synchronous standby lost", faults.lose(standby), judging.writes_wait, 30),
    Row("read replica 60 s late", faults.late_replica, judging.nobody_notices, 60),
    Row("read replica lost", faults.lose(named("db-c")), judging.nobody_notices),
    Row("one etcd member lost", faults.lose(named("etcd-a")), judging.nobody_notices),
    Row(
        "both etcd members of a half stopped",
        faults.freeze(named("etcd-b"), named("etcd-c")),
        judging.nobody_notices,
        40,
    ),
    Row("cache killed", faults.kill(named("cache"), "valkey"), judging.without_cache),
    Row("cache hangs", faults.freeze(named("cache")), judging.without_cache),
    # moto keeps its files in memory, which a kill would empty.
    Row("storage lost", faults.unplug(named("storage")), judging.files_only),
    Row("storage hangs", faults.freeze(named("storage")), judging.files_only),
    Row(
        "network between the halves cut",
        faults.cut,
        judging.split,
        30,
        faults.lead_from_the_smaller_half,
    ),
    Row("upgrade with a migration, web node lost", upgrade_and_lose_a_node, judging.only_in_flight),
)


def run_row(cluster: Cluster, load: Load, notices: Notices, row: Row) -> list[Finding]:
    """Run a row under load; return what was found once all is again as it should be."""
    row.prepare(cluster)
    with load.going_on() as seen, notices.going_on():
        time.sleep(BEFORE)
        begun = time.monotonic()
        end = row.begin(cluster)
        time.sleep(row.seconds)
        ended = time.monotonic()
        findings = end()
        time.sleep(AFTER)
    await_recovered(cluster)
    found = row.judge(Window(seen.answers, begun, ended))
    return [*found, *findings, _kept(seen), notices.finding()]


def _kept(seen: Seen) -> Finding:
    connection.close()  # it may lead to a former primary
    lost, doubled = lost_and_doubled(seen.kept)
    words = f"{len(seen.kept)} writes acknowledged, {lost} lost, {doubled} doubled"
    return Finding(words, not lost and not doubled)


def await_recovered(cluster: Cluster) -> None:
    """Wait until the databases have their roles and every web node is ready."""
    await_true("all databases", lambda: has_standby(cluster), 120)
    for machine in cluster.plan.that_run("web"):
        await_true(f"{machine.name} ready", partial(is_ready, machine), 120)
