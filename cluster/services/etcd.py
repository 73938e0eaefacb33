"""etcd: three members that agree who holds the primary."""

from cluster.services.service import Place, Service

CLIENTS, PEERS = 2379, 2380


def etcd(place: Place) -> Service:
    """Return a member of etcd."""
    here, members = place.machine, place.plan.that_run("etcd")
    peers = ",".join(f"{one.name}=http://{one.address}:{PEERS}" for one in members)
    options = {
        "name": here.name,
        "data-dir": place.folder / "data",
        "listen-peer-urls": f"http://{here.address}:{PEERS}",
        "initial-advertise-peer-urls": f"http://{here.address}:{PEERS}",
        "listen-client-urls": f"http://{here.address}:{CLIENTS}",
        "advertise-client-urls": f"http://{here.address}:{CLIENTS}",
        "initial-cluster": peers,
        "initial-cluster-state": "new",
        "heartbeat-interval": "250",
        "election-timeout": "2500",
        "log-level": "warn",
    }
    return Service(["etcd", *(f"--{name}={value}" for name, value in options.items())])
