"""The site of a machine, asked through its nginx."""

import json
import time

HOST = "dichvu.congan.thu.vn"
PORTS = (8000, 8001)
WORDS = "Xe con màu trắng vượt đèn đỏ ở ngã tư."


def ask(machine, path, *words):
    """Ask the site through nginx; return status and body."""
    url = f"https://{HOST}{path}"
    connect = ["--silent", "--insecure", "--resolve", f"{HOST}:443:127.0.0.1"]
    said = machine.run("curl", *connect, *words, "--write-out", "\n%{http_code}", url)[1]
    body, _line, status = said.rpartition("\n")
    return int(status), body


def search(machine):
    """Ask what a citizen asks first."""
    status, body = ask(machine, "/api/v1/procedures/?search=mat+ho+chieu")
    assert status == 200, body
    assert "hộ chiếu" in body.lower()
    assert json.loads(body)["results"]


def readiness(machine, port):
    """Return what an instance says of itself; nothing where it does not answer."""
    url = f"http://127.0.0.1:{port}/health/ready/"
    words = ("curl", "-s", "-m", "8", "-H", f"Host: {HOST}", url)
    return json.loads(machine.run(*words, check=False)[1] or "{}")


def ready(machine):
    """Both instances are ready, and warn of nothing."""
    for port in PORTS:
        said = readiness(machine, port)
        assert _is_calm(said), said


def _is_ready(said):
    return said.get("status") == "ok"


def _is_calm(said):
    return _is_ready(said) and not said.get("warnings")


def await_ready(machine, fits=_is_ready, seconds=240):
    """Wait until both instances are ready again."""
    until = time.monotonic() + seconds
    while faults := [said for port in PORTS if not fits(said := readiness(machine, port))]:
        assert time.monotonic() < until, faults
        time.sleep(1)


def await_calm(machine):
    """Wait until both warn of nothing: jobs of an older database are late until they have run."""
    await_ready(machine, _is_calm)


def report(machine, picture):
    """Send a report with a picture as evidence, as somebody without a session does."""
    announced = ("--announced-by", "Thông báo 1/TB-CA", "--announced-on", "2026-11-01")
    command = ("create_report_kinds", "--switch-on", "traffic_violation", *announced)
    machine.run("police-portal-manage", *command)
    given = json.loads(ask(machine, "/api/v1/evidence/ticket/", "--request", "POST")[1])
    (machine.folder / "root/anh.jpg").write_bytes(picture)
    words = ("--form", "file=@/root/anh.jpg;type=image/jpeg")
    status, said = ask(machine, f"/api/v1/evidence/?ticket={given['ticket']}", *words)
    assert status == 200, said
    body = {
        "kind": "traffic_violation",
        "words": WORDS,
        "occurred_from": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 3600)),
        "place": {"words": "Ngã tư Hùng Vương", "latitude": 20.65, "longitude": 106.05},
        "plates": ["29-B1 123.45"],
        "identity": "anonymous",
        "evidence": [one["id"] for one in json.loads(said)["files"]],
        "evidence_ticket": given["ticket"],
    }
    send = ("--header", "Content-Type: application/json", "--data", json.dumps(body))
    status, said = ask(machine, "/api/v1/reports/", *send)
    assert status == 201, said
