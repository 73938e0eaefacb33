"""The table of timers is what deploy/ installs."""

import re
from pathlib import Path

from django.conf import settings

from police_portal.timers import TIMERS

DEPLOY = Path(settings.BASE_DIR, "deploy")


def test_every_timer_of_deploy_is_in_the_table():
    units = "".join(file.with_suffix(".service").read_text() for file in DEPLOY.glob("*.timer"))
    assert sorted(re.findall(r"manage\.py ([a-z_]+)", units)) == sorted(
        timer.command for timer in TIMERS
    )
