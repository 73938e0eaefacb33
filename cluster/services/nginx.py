"""nginx with the files of deploy/, before all web nodes; keepalived moves the shared address."""

import re
import shutil

from cluster.network import CARD
from cluster.services.service import Place, Service
from cluster.services.web import PORT
from tests.deploy import running_nginx

INSTANCES = re.compile(r"( *)server 127\.0\.0\.1:8000 [^;]*;\n *server 127\.0\.0\.1:8001 [^;]*;\n")
# A machine that is cut off costs whoever is sent there the time of connecting: so rarely.
LEFT_OUT = "10s"
KEEPALIVED = """global_defs {{
    script_user root
    enable_script_security
    vrrp_version 3
}}
vrrp_script answers {{
    script "{check}"
    interval 1
    timeout 1
    fall 2
    rise 2
}}
vrrp_instance portal {{
    state BACKUP
    interface {card}
    virtual_router_id 77
    priority {priority}
    advert_int 0.3
    nopreempt
    unicast_src_ip {address}
    unicast_peer {{
        {others}
    }}
    virtual_ipaddress {{
        {shared}/24
    }}
    track_script {{
        answers
    }}
}}
"""
CHECK = "#!/bin/bash\nexec 3<>/dev/tcp/127.0.0.1/443\n"


def nginx(place: Place) -> Service:
    """Return nginx with the upstreams of the plan."""
    folder = place.folder
    running_nginx.write_certificate(folder)
    main = running_nginx.write_configuration(folder, 80, 443, list(running_nginx.INSTANCES))
    site = folder / "site.conf"
    servers = "".join(
        rf"\1server {web.address}:{PORT} fail_timeout={LEFT_OUT};" + "\n"
        for web in place.plan.that_run("web")
    )
    text = site.read_text().replace("proxy_connect_timeout 2s;", "proxy_connect_timeout 1s;")
    text = re.sub(r"listen 127\.0\.0\.1:(80|443)", r"listen \1", text)
    site.write_text(INSTANCES.sub(servers, text))
    line = [str(running_nginx.NGINX), "-p", folder, "-c", main, "-e", folder / "error.log"]
    return Service([*line, "-g", "daemon off;"])


def keepalived(place: Place) -> Service:
    """Return keepalived: the address is where nginx answers."""
    here, plan = place.machine, place.plan
    fronts = plan.that_run("keepalived")
    check = place.write("check", CHECK)
    check.chmod(0o755)
    text = KEEPALIVED.format(
        check=check,
        card=CARD,
        priority=100 - fronts.index(here),
        address=here.address,
        others="\n".join(one.address for one in fronts if one != here),
        shared=plan.shared_address,
    )
    program = shutil.which("keepalived", path="/usr/sbin:/usr/bin") or "keepalived"
    files = {"-f": place.write("keepalived.conf", text)}
    files |= {flag: place.folder / f"{flag[1:]}.pid" for flag in ("-p", "-r")}
    pairs = [word for pair in files.items() for word in pair]
    return Service([program, "--dont-fork", "--log-console", *pairs])
