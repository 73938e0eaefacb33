"""`police-portal setup` on a machine that is a folder: what it writes, and what it refuses."""

import pytest

from installation import database, service, setup, web
from installation.machine import Failed
from installation.settings_file import FILE, SettingsFile
from tests.installation.test_answers import GOOD

READY = {
    "SELECT rolconfig": "{idle_in_transaction_session_timeout=60000}",
    "FROM pg_roles": "1",
    "pg_get_userbyid": "police-portal",
}


@pytest.fixture
def run(machine, monkeypatch):
    """Return a function that runs setup, and returns what changed."""
    monkeypatch.setattr(setup, "NEEDED_BYTES", 0)
    machine.answers.update(READY)

    def go(**given):
        machine.changes.clear()
        setup.carry_out(machine, {**GOOD, **given})
        return list(machine.changes)

    return go


def test_a_second_run_changes_nothing(machine, run):
    run()
    # What openssl makes, which is pretended here.
    machine.path("/etc/ssl/police_portal/fullchain.pem").touch()
    assert run() == []


def test_the_settings_are_those_of_the_answers(machine, run):
    run()
    settings = SettingsFile(machine.read(FILE))
    host = GOOD["host"]
    expected = {
        "ALLOWED_HOSTS": host,
        "PUBLIC_URL": f"https://{host}",
        "CSRF_TRUSTED_ORIGINS": f"https://{host}",
        "POLICE_ADDRESS": GOOD["address"],
        "PRIVACY_PHONE": GOOD["phone"],
        "POLICE_NAME": "",
    }
    assert {name: settings.get(name) for name in expected} == expected
    assert machine.path(FILE).stat().st_mode & 0o777 == 0o640
    assert "chown root:police-portal etc/police-portal/environment.new" in machine.noted


def test_a_second_run_keeps_keys_and_what_was_written_by_hand(machine, run):
    run()
    settings = SettingsFile(machine.read(FILE))
    settings.set("ZALO_APP_ID", "123")
    settings.set("PRIVACY_CONTACT", "Phòng PA08")
    machine.path(FILE).write_text(str(settings))
    run()
    assert machine.read(FILE) == str(settings)


def test_another_host_reaches_nginx_and_the_settings(machine, run):
    run()
    machine.path(web.SITE).write_text(machine.read(web.SITE).replace("200m", "900m"))
    changed = run(host="moi.tinh.gov.vn")
    assert {FILE, web.SITE} <= set(changed)
    site = machine.read(web.SITE)
    assert "server_name moi.tinh.gov.vn;" in site
    assert GOOD["host"] not in site
    assert "900m" in site  # a number that was changed by hand


def test_the_files_of_nginx_from_before_are_kept_once(machine, run):
    machine.write(web.MAIN, "of Debian")
    run()
    machine.path(web.MAIN).write_text("changed by hand")
    run()
    assert machine.read(f"{web.MAIN}.before-police-portal") == "of Debian"
    assert machine.read(web.MAIN) == "changed by hand"


def test_rules_of_the_machine_s_own_stay(machine, run):
    machine.write(web.FIREWALL, "table inet own {}\n")
    run()
    assert machine.read(web.FIREWALL) == f"table inet own {{}}\n{web.INCLUDE}"


def test_a_foreign_database_of_that_name_is_left_alone(machine, run):
    machine.answers["pg_get_userbyid"] = "ketoan"
    with pytest.raises(Failed, match="của «ketoan»"):
        run()
    assert machine.changes == []
    assert not [line for line in machine.noted if "createdb" in line or "REVOKE" in line]


def test_role_and_database_are_made_where_they_are_missing(machine):
    database.prepare(machine)
    assert machine.done("runuser -u postgres -- createuser")
    assert machine.done("runuser -u postgres -- createdb --owner police-portal")


def test_a_port_that_another_program_has_is_refused_before_anything_is_written(machine, run):
    machine.answers["ss -Hltnp"] = 'LISTEN 0 511 *:443 *:* users:(("apache2",pid=7,fd=4))'
    with pytest.raises(Failed, match="«apache2»"):
        run()
    assert machine.changes == []


def test_a_small_disk_is_refused_before_anything_is_written(machine, run, monkeypatch):
    monkeypatch.setattr(setup, "NEEDED_BYTES", 2**60)
    with pytest.raises(Failed, match="Đĩa còn"):
        run()
    assert machine.changes == []


def test_without_a_package_it_says_so(machine):
    machine.path("/opt/police-portal").unlink()
    (machine.path("/opt/police-portal-releases") / "1.0" / ".venv").rmdir()
    with pytest.raises(Failed, match="cài gói"):
        service.link_release(machine)


def test_a_step_that_fails_ends_the_run_and_the_next_run_goes_on(machine, run):
    machine.failing.add("police-portal-manage set_up")
    with pytest.raises(Failed, match="police-portal-manage set_up"):
        run()
    assert not machine.done("systemctl start")
    machine.failing.clear()
    assert run() != []


def test_a_certificate_of_another_key_is_refused(machine, run):
    for name in ("fullchain.pem", "privkey.pem"):
        machine.path(f"/etc/ssl/police_portal/{name}").parent.mkdir(parents=True, exist_ok=True)
        machine.path(f"/etc/ssl/police_portal/{name}").touch()
    machine.answers.update({"openssl x509": "one", "openssl pkey": "another"})
    with pytest.raises(Failed, match="không phải khoá"):
        run()


def test_a_trial_s_certificate_of_a_former_host_is_made_anew(machine, run):
    run()
    machine.path("/etc/ssl/police_portal/fullchain.pem").touch()
    machine.answers["-issuer"] = "issuer=CN=a\nsubject=CN=a"
    assert "a certificate for a trial" in run(host="moi.tinh.gov.vn")
    machine.answers["-checkhost"] = "Hostname moi.tinh.gov.vn does match certificate"
    assert run(host="moi.tinh.gov.vn") == []


def test_a_certificate_that_the_agency_signed_itself_stays(machine, run):
    run()
    machine.path("/etc/ssl/police_portal/fullchain.pem").touch()
    for own in ("issuer=CN=authority\nsubject=CN=a", "issuer=O=PX06, CN=a\nsubject=O=PX06, CN=a"):
        machine.answers["-issuer"] = own
        assert "a certificate for a trial" not in run(host="moi.tinh.gov.vn")


def test_without_certbot_it_says_what_to_install(machine, run):
    machine.failing.add("certbot --version")
    with pytest.raises(Failed, match="apt install certbot"):
        run(certificate="certbot")


@pytest.mark.parametrize(("number", "refused"), [("140005", True), ("150000", False)])
def test_an_old_postgresql_is_refused_before_anything_is_written(machine, run, number, refused):
    machine.answers["server_version_num"] = number
    if refused:
        with pytest.raises(Failed, match="PostgreSQL 14 quá cũ"):
            run()
        assert machine.changes == []
    else:
        assert run() != []


def test_an_authority_that_refuses_is_named_with_what_it_needs(machine, run):
    machine.failing.add("certbot certonly")
    with pytest.raises(Failed, match=r"(?s)certbot certonly.*cổng 80 mở được"):
        run(certificate="certbot")


def test_certbot_is_asked_once_and_its_files_are_used(machine, run):
    run(certificate="certbot")
    assert len(machine.done("certbot certonly")) == 1
    assert machine.path("/etc/ssl/police_portal/fullchain.pem").is_symlink()
    live = machine.path(f"/etc/letsencrypt/live/{GOOD['host']}")
    live.mkdir(parents=True)
    (live / "fullchain.pem").touch()
    run(certificate="certbot")
    assert len(machine.done("certbot certonly")) == 1


def test_a_certificate_that_came_before_a_run_was_broken_off_is_used(machine, run):
    live = machine.path(f"/etc/letsencrypt/live/{GOOD['host']}")
    live.mkdir(parents=True)
    (live / "fullchain.pem").touch()
    machine.answers["-issuer"] = "issuer=CN=a\nsubject=CN=a"
    run(certificate="certbot")
    assert machine.done("certbot certonly") == []
    assert machine.path("/etc/ssl/police_portal/fullchain.pem").is_symlink()


@pytest.mark.parametrize("place", range(len(setup.steps(None, GOOD))))
def test_a_run_that_was_broken_off_anywhere_is_finished_by_the_next(machine, run, place):
    def cut():
        raise KeyboardInterrupt

    wanted = setup.steps(machine, GOOD)
    with pytest.raises(KeyboardInterrupt), machine.unfinished():
        setup.run([*wanted[:place], ("Dừng", cut)])
    keys = machine.read(FILE)
    run()
    # Whatever was written is in use: both did run before, with what was there then.
    assert machine.done("systemctl daemon-reload")
    assert machine.done("systemctl restart nftables nginx")
    assert machine.done("systemctl start") or machine.done("police-portal-upgrade --restart")
    assert SettingsFile(machine.read(FILE)).get("PUBLIC_URL") == f"https://{GOOD['host']}"
    assert machine.exists(web.SITE)
    if keys:
        assert SettingsFile(machine.read(FILE)).get("DATA_KEYS") == SettingsFile(keys).get(
            "DATA_KEYS"
        )


def test_what_is_written_in_part_is_never_seen(machine, monkeypatch):
    machine.write("/etc/a", "whole")

    def cut(*_words):
        raise KeyboardInterrupt

    monkeypatch.setattr(machine, "own", cut)
    with pytest.raises(KeyboardInterrupt):
        machine.write("/etc/a", "half")
    assert machine.read("/etc/a") == "whole"
