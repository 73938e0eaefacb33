"""PostgreSQL under Patroni: a primary, a standby that confirms its writes, and one for reads."""

import json

from cluster.plan import Plan
from cluster.services.etcd import CLIENTS
from cluster.services.service import Place, Service
from tests.private_postgres import binaries

PORT, REST = 5432, 8008
USER = "postgres"
# Inside this machine only.
PASSWORD = "cluster"  # noqa: S105


def postgres(place: Place) -> Service:
    """Return Patroni, which makes, starts, follows and promotes PostgreSQL."""
    configuration = place.write("patroni.json", json.dumps(_configuration(place), indent=2))
    return Service(["patroni", configuration], user=USER)


def _configuration(place: Place) -> dict[str, object]:
    here, plan = place.machine, place.plan
    return {
        "scope": "portal",
        "name": here.name,
        "restapi": _reachable(here.address, REST),
        "etcd3": {"hosts": [f"{one.address}:{CLIENTS}" for one in plan.that_run("etcd")]},
        "bootstrap": {
            "dcs": _agreed(plan),
            "initdb": [{"encoding": "UTF8"}, {"locale": "C.UTF-8"}, "data-checksums"],
        },
        "postgresql": {
            **_reachable(here.address, PORT),
            "data_dir": str(place.folder / "data"),
            "bin_dir": str(binaries()),
            "pgpass": str(place.folder / "pgpass"),
            "parameters": {"unix_socket_directories": str(place.folder)},
            "pg_hba": [
                "local all all trust",
                "host all all 10.77.0.0/24 scram-sha-256",
                "host all all 127.0.0.1/32 scram-sha-256",
                "host replication replicator 10.77.0.0/24 scram-sha-256",
            ],
            "authentication": {
                "superuser": {"username": USER, "password": PASSWORD},
                "replication": {"username": "replicator", "password": PASSWORD},
                "rewind": {"username": "rewind", "password": PASSWORD},
            },
        },
        "tags": {"nofailover": here.for_reads, "nosync": here.for_reads},
        # It would restart the one machine that all of these share. A machine of its own has
        # "required": docs/large.md, «A cluster that may lose one part».
        "watchdog": {"mode": "off"},
    }


def _agreed(plan: Plan) -> dict[str, object]:
    """Return what all members keep in etcd."""
    return {
        **plan.patroni,
        "maximum_lag_on_failover": 1048576,
        # The standby is waited for while there is one; without, writes go on.
        "synchronous_mode": True,
        # Without etcd the primary goes on while every other member tells it that it leads.
        "failsafe_mode": True,
        "postgresql": {"use_pg_rewind": True, "parameters": _parameters()},
    }


def _reachable(address: str, port: int) -> dict[str, str]:
    return {"listen": f"{address}:{port}", "connect_address": f"{address}:{port}"}


def _parameters() -> dict[str, object]:
    return {
        "max_connections": 100,
        "shared_buffers": "64MB",
        # A standby that went away without a word is noticed by then, so that writes go on.
        "wal_sender_timeout": "5s",
        "wal_receiver_timeout": "5s",
        "tcp_keepalives_idle": 2,
        "tcp_keepalives_interval": 1,
        "tcp_keepalives_count": 3,
    }
