"""The certificate of the host: certbot's, the agency's own, or one for a trial."""

from installation.answers import Answers
from installation.machine import Failed, Machine
from installation.places import CERTIFICATE, CERTIFICATE_KEY

CHALLENGES = "/var/lib/police-portal-challenges"  # nginx serves it on port 80
TRIAL_DAYS = "30"
NEEDED = (
    "Dịch vụ đã chạy, với chứng thư đang có. Cần tên miền trỏ về máy này, cổng 80 mở được từ "
    "Internet, và máy này ra được Internet; rồi chạy lại police-portal setup."
)


def prepare(machine: Machine, answers: Answers) -> None:
    """Make sure that nginx finds a certificate; one that is there stays. Raises Failed."""
    machine.folder("/etc/ssl/police_portal", mode=0o700)
    machine.folder(CHALLENGES)
    if not machine.exists(CERTIFICATE) or _is_a_useless_trial(machine, answers["host"]):
        _trial(machine, answers["host"])
    if machine.exists(CERTIFICATE_KEY) and not _belong_together(machine):
        raise Failed(f"{CERTIFICATE_KEY} không phải khoá của {CERTIFICATE}. Thay cả hai tệp.")


def from_authority(machine: Machine, answers: Answers) -> None:
    """Ask Let's Encrypt for a certificate, once nginx serves its question. Raises Failed."""
    live = f"/etc/letsencrypt/live/{answers['host']}"
    if answers["certificate"] != "certbot":
        return
    if not machine.exists(f"{live}/fullchain.pem"):
        _ask_authority(machine, answers)
    elif not _is_a_trial(machine):
        return
    machine.link(CERTIFICATE, f"{live}/fullchain.pem")
    machine.link(CERTIFICATE_KEY, f"{live}/privkey.pem")
    machine.do("systemctl", "reload", "nginx")


def _ask_authority(machine: Machine, answers: Answers) -> None:
    if not machine.ask("certbot", "--version"):
        raise Failed(
            "Chưa có certbot: apt install certbot, rồi chạy lại police-portal setup. "
            "Dịch vụ đã chạy, với chứng thư thử."
        )
    words = ["certbot", "certonly", "--webroot", "--webroot-path", CHALLENGES]
    words += ["--domain", answers["host"]]
    mail = answers["alarm_mail"]
    who = ["--email", mail] if mail else ["--register-unsafely-without-email"]
    hook = ["--deploy-hook", "systemctl reload nginx"]
    try:
        machine.do(*words, *who, *hook, "--agree-tos", "--non-interactive")
    except Failed as fault:
        raise Failed(f"{fault}\n{NEEDED}") from fault


def _trial(machine: Machine, host: str) -> None:
    kind = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    subject = ("-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}")
    files = (machine.path(CERTIFICATE_KEY), machine.path(CERTIFICATE))
    machine.do(
        *("openssl", "req", "-x509", *kind, "-days", TRIAL_DAYS, *subject),
        *("-keyout", str(files[0]), "-out", str(files[1])),
        what="a certificate for a trial",
    )


def _is_a_useless_trial(machine: Machine, host: str) -> bool:
    """Return whether it is one that setup made, of a former host or expired."""
    read = _read(machine)
    fits = "does match" in machine.told(*read, "-checkhost", host)
    return _is_a_trial(machine) and not (fits and machine.ask(*read, "-checkend", "0"))


def _is_a_trial(machine: Machine) -> bool:
    """Return whether it is one that setup made.

    It is named by the host alone; an agency's own names the agency too, and stays.
    """
    names = machine.told(*_read(machine), "-issuer", "-subject").splitlines()
    signers = {line.partition("=")[2].strip() for line in names}
    return len(signers) == 1 and "," not in signers.pop()


def _read(machine: Machine) -> tuple[str, ...]:
    return ("openssl", "x509", "-noout", "-in", str(machine.path(CERTIFICATE)))


def _belong_together(machine: Machine) -> bool:
    certificate = machine.told(
        "openssl", "x509", "-noout", "-pubkey", "-in", str(machine.path(CERTIFICATE))
    )
    key = machine.told("openssl", "pkey", "-pubout", "-in", str(machine.path(CERTIFICATE_KEY)))
    return certificate == key
