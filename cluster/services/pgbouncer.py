"""PgBouncer on each web node: many threads on few connections, in transaction mode."""

from cluster.services.haproxy import PRIMARY
from cluster.services.postgres import PASSWORD, USER
from cluster.services.service import Place, Service

POOLED = 6432
CONFIGURATION = """[databases]
portal = host=127.0.0.1 port={primary}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {pooled}
auth_type = plain
auth_file = {users}
pool_mode = transaction
default_pool_size = 20
max_client_conn = 800
server_connect_timeout = 3
server_login_retry = 1
query_wait_timeout = 4
unix_socket_dir =
logfile =
"""


def pgbouncer(place: Place) -> Service:
    """Return the pooler of this machine; its numbers are those of deploy/pgbouncer.ini."""
    users = place.write("users.txt", f'"portal" "{PASSWORD}"\n')
    text = CONFIGURATION.format(primary=PRIMARY, pooled=POOLED, users=users)
    return Service(["pgbouncer", "-q", place.write("pgbouncer.ini", text)], user=USER)
