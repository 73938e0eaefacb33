"""PgBouncer before each PostgreSQL: many clients on few connections, in transaction mode."""

from cluster.services.postgres import PASSWORD, PORT, USER
from cluster.services.service import Place, Service

POOLED = 6432
CONFIGURATION = """[databases]
* = host={address} port={port}

[pgbouncer]
listen_addr = {address}
listen_port = {pooled}
auth_type = plain
auth_file = {users}
pool_mode = transaction
default_pool_size = 40
max_client_conn = 1000
server_connect_timeout = 2
server_login_retry = 1
# Whoever waits longer is told, and asks the next host.
query_wait_timeout = 3
tcp_keepidle = 2
tcp_keepintvl = 1
tcp_keepcnt = 3
max_prepared_statements = 100
unix_socket_dir =
logfile =
"""


def pgbouncer(place: Place) -> Service:
    """Return the pooler of the PostgreSQL on the same machine."""
    users = place.write("users.txt", f'"portal" "{PASSWORD}"\n"{USER}" "{PASSWORD}"\n')
    address = place.machine.address
    text = CONFIGURATION.format(address=address, port=PORT, pooled=POOLED, users=users)
    return Service(["pgbouncer", place.write("pgbouncer.ini", text)], user=USER)
