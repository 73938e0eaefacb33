"""Officers who are signed in, and a server that answers them as production's does."""

import contextlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from benchmarks.servers import Server, serving
from benchmarks.settings import production
from foundation.desk import roles
from offices.models import Office, Officer

# Both workers have their templates after the first few answers, which do not count.
WARM_UP = 6


@contextlib.contextmanager
def serving_officers(database: str, keys: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Serve `database` with the admin's files and the key that signs sessions here.

    `keys` are further settings; a DATA_DIR among them is that of files which the rows name.
    """
    with tempfile.TemporaryDirectory(prefix="police_portal_bench_") as folder:
        own = {"SECRET_KEY": settings.SECRET_KEY, "DATA_DIR": folder}
        environment = {**own, **(keys or {})}
        command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
        subprocess.run(command, env={**production(database), **environment}, check=True)
        with serving(database, environment=environment) as server:
            yield server


def officer(role: str, office: Office | None = None) -> User:
    """Return a new officer of a role, by default the one of the first commune."""
    roles.sync_groups()
    office = office or Office.objects.filter(kind=Office.Kind.COMMUNE).order_by("pk")[0]
    user = User.objects.create(username=f"bench-{role}-{office.pk}", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    Officer.objects.create(office=office, user=user, public_name="Cán bộ")
    return user


def signed_in(user: User) -> str:
    """Return the cookies of an officer who has proved the second factor."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    device, _made = TOTPDevice.objects.get_or_create(user=user, name="bench", confirmed=True)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def page_of(server: Server, cookies: str, path: str) -> float:
    """Ask for `path` once and return the milliseconds until its last byte."""
    begun = time.perf_counter()
    answer = server.get(path, {"Cookie": cookies})
    taken = (time.perf_counter() - begun) * 1000
    assert answer.status == 200, (path, answer.status, dict(answer.headers))
    return taken
