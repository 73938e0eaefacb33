"""HAProxy on each web node: leads to the PostgreSQL that Patroni says is the primary."""

from cluster.services.postgres import PORT, REST
from cluster.services.service import Place, Service

PRIMARY = 5000
CONFIGURATION = """defaults
    mode tcp
    timeout connect 2s
    timeout client 1h
    timeout server 1h
    timeout check 2s

listen primary
    bind 127.0.0.1:{primary}
    option httpchk OPTIONS /primary
    http-check expect status 200
    # Whoever is no longer the primary loses its connections at once.
    default-server inter 1s fastinter 500ms downinter 1s fall 2 rise 1
    default-server on-marked-down shutdown-sessions
{servers}
"""


def haproxy(place: Place) -> Service:
    """Return the way to the primary."""
    servers = "\n".join(
        f"    server {one.name} {one.address}:{PORT} check port {REST}"
        for one in place.plan.that_may_lead()
    )
    text = CONFIGURATION.format(primary=PRIMARY, servers=servers)
    return Service(["/usr/sbin/haproxy", "-db", "-f", place.write("haproxy.cfg", text)])
