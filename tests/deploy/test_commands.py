"""Each command that an administrator finds in the books is run by a test, or it is said why not."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.deploy.test_vietnamese_edition import ENGLISH, VIETNAMESE, commands
from tests.for_each import for_each

ROOT = Path(settings.BASE_DIR)
# How a command begins → the function that runs it. tests/package/ is `make package-test`, on a
# machine of its own.
RUN = {
    "apt install --no-install-recommends": "tests/package/__main__.py::install",
    "apt install ./newer.deb": "tests/package/life.py::upgrade",
    "police-portal setup": "tests/package/__main__.py::set_up_again",
    "police-portal administrator": "tests/package/__main__.py::administrator",
    "police-portal keys": "tests/package/commands.py::put_keys_away",
    "police-portal alarm --test": "tests/package/commands.py::try_the_alarm",
    "police-portal backup": "tests/package/copying.py::back_up",
    "police-portal doctor": "tests/package/life.py::red",
    "police-portal zalo": "tests/package/commands.py::tell_of_zalo",
    "police-portal miniapp": "tests/package/commands.py::write_the_mini_app",
    "police-portal restore --from": "tests/package/second.py::restore_here",
    "police-portal restore": "tests/package/copying.py::lose_and_restore",
    "police-portal-upgrade": "tests/package/life.py::return_from",
    "make package": "tests/package/__main__.py::build",
    "make miniapp-deploy": "tests/miniapp/test_deploy.py",
    "systemctl reload nginx": "tests/package/faults.py::put_certificate",
    "nginx -t": "tests/package/faults.py::put_certificate",
    "apt install certbot": "tests/package/outside.py::install",
    "certbot renew": "tests/package/outside.py::certbot",
}
NOT_RUN = {
    "export ZALO_MINI_APP_ID=": "the values are a province's own",
    "apt purge": "tests/package/life.py::purge does, by apt-get",
    "install -m 644 /opt/police-portal/deploy/nginx.conf": "setup does the same on a new machine",
    "sed -i": "setup does the same on a new machine",
    "systemctl ": "systemd's own",
    "journalctl ": "systemd's own",
    "chronyc tracking": "chrony's own",
    "df -h": "the system's own",
    "du -xh": "the system's own",
    "update-ca-certificates": "the system's own",
    "runuser -u postgres -- psql -c 'SELECT pg_terminate_backend": "PostgreSQL's own",
}
STARTS = ("apt ", "police-portal ", "police-portal-upgrade", "make ", "export ", "certbot ")
STARTS += ("systemctl ", "journalctl ", "chronyc ", "df ", "du ", "nginx -t", "runuser ")
STARTS += ("update-ca-certificates",)


def named():
    """Return every command of the two books: lines of blocks, and in backquotes within a text.

    Those of `police-portal-manage` within a text are looked up by test_installation.
    """
    texts = [file.read_text() for file in (ENGLISH, VIETNAMESE)]
    blocks = [line for text in texts for line in commands(text)]
    inline = [one for text in texts for one in re.findall(r"`([^`\n]+)`", text)]
    return sorted({*blocks, *(one for one in inline if one.startswith(STARTS))})


def known(command):
    """Return where the command is run, or why not; the longest beginning that fits."""
    fits = [start for start in {**RUN, **NOT_RUN} if command.startswith(start.strip())]
    return max(fits, key=len, default=None)


def test_both_books_name_commands():
    assert len(named()) > 25


def test_the_book_of_a_province_is_short():
    assert len(ENGLISH.read_text().split()) <= 4000


@pytest.mark.parametrize("book", ["operations", "large", "zalo", "van-hanh", "releasing"])
def test_links_between_the_books_lead_somewhere(book):
    text = (ROOT / "docs" / f"{book}.md").read_text()
    for name, anchor in re.findall(r"\]\(([\w./-]+\.md)(?:#([\w-]+))?\)", text):
        headings = re.findall(r"^#+ (.+)$", (ROOT / "docs" / name).read_text(), re.MULTILINE)
        known = {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}
        assert not anchor or anchor in known


@for_each("command", named(), ids=lambda command: command)
def test_each_is_run_by_a_test_or_it_is_said_why_not(command):
    assert known(command), "tests/deploy/test_commands.py says which test runs it, or why none does"


def test_nothing_in_the_table_is_left_over():
    assert {known(command) for command in named()} == {*RUN, *NOT_RUN}


@pytest.mark.parametrize("place", sorted(set(RUN.values())))
def test_each_place_exists(place):
    file, _, name = place.partition("::")
    text = (ROOT / file).read_text()
    assert not name or f"def {name}(" in text
