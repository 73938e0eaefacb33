"""nginx before the service, and the firewall before nginx."""

import re

from installation.answers import Answers
from installation.machine import Failed, Machine
from installation.places import DEPLOY, EXAMPLE_HOST, PORTS, SITE, USER

MAIN = "/etc/nginx/nginx.conf"
PROBLEMS = "/etc/nginx/police-portal-problems.conf"
LOG = "/var/log/nginx/police_portal.log"
FIREWALL = "/etc/nftables.conf"
TABLE = "/etc/nftables.police-portal.conf"
SHEBANG = "#!/usr/sbin/nft -f\n"
INCLUDE = f'include "{TABLE}"\n'
_FIRST, _LAST = PORTS[0], PORTS[-1]
INSTANCES = f"""add element inet police_portal instances {{ {_FIRST}-{_LAST} }}
add element inet police_portal own {{ {USER} . {_FIRST}-{_LAST} }}
"""


def refuse_others(machine: Machine) -> None:
    """Raise Failed if something else than nginx listens where citizens will come."""
    for port in (80, 443):
        heard = machine.told("ss", "-Hltnp", f"sport = :{port}")
        if heard and "nginx" not in heard:
            who = re.search(r'"([^"]+)"', heard)
            raise Failed(f"Cổng {port} đang do «{who[1] if who else '?'}» dùng: tắt nó trước.")


def prepare(machine: Machine, answers: Answers) -> None:
    """Write the files of nginx and of the firewall; numbers that were changed by hand stay."""
    _replace_once(machine, MAIN, machine.read(f"{DEPLOY}/nginx-main.conf"))
    machine.write(PROBLEMS, machine.read(f"{DEPLOY}/nginx-problems.conf"))
    site = machine.read(SITE) or machine.read(f"{DEPLOY}/nginx.conf")
    machine.write(SITE, _for_host(site, answers["host"]))
    machine.folder("/var/cache/nginx")
    if not machine.exists(LOG):
        machine.write(LOG, "", mode=0o640, owner="www-data:adm")
    machine.write(TABLE, machine.read(f"{DEPLOY}/nftables.conf"), mode=0o755)
    machine.write("/etc/nftables.d/police-portal.conf", INSTANCES)
    if INCLUDE not in (rules := machine.read(FIREWALL)):  # rules of the machine's own stay
        machine.write(FIREWALL, f"{rules or SHEBANG}{INCLUDE}", mode=0o755)


def start(machine: Machine) -> None:
    """Let nginx and the firewall run with these files. Raises Failed with what nginx says."""
    said = ("systemctl", "enable", "nginx", "nftables", "chrony")
    if not machine.ask("systemctl", "is-enabled", "--quiet", *said[2:]):
        machine.do(*said)
    changed = [name for name in machine.changes if "nginx" in name or "nftables" in name]
    machine_runs = machine.ask("systemctl", "is-active", "--quiet", "nginx")
    if changed or not machine_runs:
        machine.do("nginx", "-t", "-q")
        machine.do("systemctl", "restart", "nftables", "nginx")


def _for_host(site: str, host: str) -> str:
    """Return the site with this host, whichever it had before."""
    former = re.search(r"^ *server_name ([^ ;]+);", site, re.MULTILINE)
    return site.replace(former[1] if former else EXAMPLE_HOST, host)


def _replace_once(machine: Machine, name: str, ours: str) -> None:
    """Put our file in the place of Debian's, which is kept; later changes by hand stay."""
    kept = f"{name}.before-police-portal"
    if machine.exists(kept) or (former := machine.read(name)) == ours:
        return
    if former:
        machine.write(kept, former)
    machine.write(name, ours)
