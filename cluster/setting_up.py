"""Brings the portal onto a cluster that stands: database, tables, catalogue, services."""

import json
import subprocess
import sys
import urllib.request
from functools import partial
from http.client import OK
from pathlib import Path

import requests

from cluster.environment import HOST
from cluster.plan import Machine
from cluster.services.postgres import PASSWORD, REST, USER
from cluster.services.storage import BUCKET
from cluster.services.storage import PORT as STORAGE
from cluster.services.web import PORT
from cluster.standing import Cluster, await_true
from police_portal.environment import BASE_DIR

STATEMENTS = (
    f"CREATE ROLE portal LOGIN PASSWORD '{PASSWORD}'",
    # As docs/large.md says of a pooler: the time-out of web requests belongs to the role.
    "ALTER ROLE portal SET statement_timeout = 4500",
    "ALTER ROLE portal SET idle_in_transaction_session_timeout = 60000",
    "CREATE DATABASE portal OWNER portal TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'",
)


def stand_up(cluster: Cluster) -> None:
    """Start every machine of the plan, in the order that an operator would."""
    for service in ("etcd", "postgres", "valkey", "storage"):
        cluster.start_all(service)
    await_true("a primary with its standby", lambda: has_standby(cluster), 120)
    for statement in STATEMENTS:
        ask_primary(cluster, statement)
    make_bucket(cluster)
    manage(cluster, "migrate", "--noinput", "--verbosity", "0")
    manage(cluster, "set_up")
    for service in ("haproxy", "pgbouncer", "web", "work", "nginx", "keepalived"):
        cluster.start_all(service)
    for machine in cluster.plan.that_run("web"):
        await_true(f"{machine.name} ready", partial(is_ready, machine), 120)


def manage(cluster: Cluster, *command: str, code: Path = BASE_DIR) -> None:
    """Run a command of manage.py of the version in the folder `code`."""
    data = cluster.folder / "manage"
    subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=code,
        env={**cluster.portal, "DATA_DIR": str(data)},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def members(cluster: Cluster) -> dict[str, dict[str, str]]:
    """Return what Patroni says of each PostgreSQL, by the name of its machine."""
    for machine in cluster.plan.that_run("postgres"):
        try:
            answer = urllib.request.urlopen(f"http://{machine.address}:{REST}/cluster", timeout=2)
            return {one["name"]: one for one in json.load(answer)["members"]}
        except OSError:
            continue
    return {}


def with_role(cluster: Cluster, role: str) -> list[Machine]:
    """Return the machines whose PostgreSQL has this role and runs."""
    running = {"running", "streaming"}
    return [
        cluster.plan.named(name)
        for name, one in members(cluster).items()
        if one["role"] == role and one["state"] in running
    ]


def primary(cluster: Cluster) -> Machine:
    """Return the machine that holds the primary."""
    await_true("a primary", lambda: with_role(cluster, "leader"), 60)
    return with_role(cluster, "leader")[0]


def standby(cluster: Cluster) -> Machine:
    """Return the machine whose PostgreSQL confirms each write."""
    await_true("a standby that confirms", lambda: has_standby(cluster), 60)
    return with_role(cluster, "sync_standby")[0]


def has_standby(cluster: Cluster) -> bool:
    """Return whether all is as it should be: a primary, one that confirms, one that follows."""
    roles = ("leader", "sync_standby", "replica")
    return all(len(with_role(cluster, role)) == 1 for role in roles)


def ask_primary(cluster: Cluster, statement: str) -> str:
    """Run a statement as superuser on the primary; return what it gives."""
    return ask(primary(cluster), statement)


def ask(machine: Machine, statement: str) -> str:
    """Run a statement as superuser on this machine's PostgreSQL; return what it gives."""
    address = f"postgres://{USER}:{PASSWORD}@{machine.address}/postgres"
    line = ["psql", "--no-psqlrc", "--tuples-only", "--no-align", "-c", statement, address]
    done = subprocess.run(line, check=True, capture_output=True, text=True, timeout=20)
    return done.stdout.strip()


def make_bucket(cluster: Cluster) -> None:
    """Make the empty bucket, as the administrator of the storage would."""
    (machine,) = cluster.plan.that_run("storage")
    address = f"http://{machine.address}:{STORAGE}/{BUCKET}"
    await_true("the bucket", lambda: requests.put(address, timeout=2).ok, 30)


def is_ready(machine: Machine) -> bool:
    """Return whether the web node says that it is ready."""
    request = urllib.request.Request(  # our own address
        f"http://{machine.address}:{PORT}/health/ready/", headers={"Host": HOST}
    )
    with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
        return bool(answer.status == OK)


def switch_over(cluster: Cluster, old: Machine, new: Machine) -> None:
    """Move the primary, as an operator would; wait until a standby confirms again."""
    body = json.dumps({"leader": old.name, "candidate": new.name}).encode()
    request = urllib.request.Request(
        f"http://{old.address}:{REST}/switchover", body, {"Content-Type": "application/json"}
    )
    urllib.request.urlopen(request, timeout=30).close()  # noqa: S310
    await_true("the new primary", lambda: new in with_role(cluster, "leader"), 60)
    await_true("its standby", lambda: has_standby(cluster), 60)
