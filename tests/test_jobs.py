"""What every loop and every job bears."""

from datetime import timedelta

import pytest

from foundation.work import registry, running
from foundation.work.pulse import Pulse
from official_accounts import tokens

pytestmark = pytest.mark.django_db
RENEWING = ["refresh_accounts", "learn_followers", "refresh_templates"]


class Slept(Pulse):
    """What stops a loop: it ends the first time that the loop sleeps."""

    slept = False

    def wait(self, timeout=None):
        """Be set from now on."""
        self.slept = True
        self.set()
        return True


@pytest.mark.parametrize("name", registry.loops)
def test_a_loop_without_work_sleeps(name, settings):
    assert not settings.ZALO_APP_ID
    assert not settings.METRICS_DIR
    stop = Slept(name)
    registry.loops[name](stop, once=False)
    assert stop.slept


@pytest.mark.parametrize("name", registry.loops)
def test_a_loop_ends_when_nothing_is_due(name):
    stop = Slept(name)
    registry.loops[name](stop, once=True)
    assert not stop.slept


@pytest.mark.parametrize("name", registry.jobs)
def test_a_job_runs_where_there_is_nothing_to_do(name):
    assert isinstance(running.run(registry.jobs[name]), str)


@pytest.mark.parametrize("name", RENEWING)
def test_a_job_that_renews_tokens_outlives_the_patience_with_which_a_pair_is_saved(name):
    calls = timedelta(minutes=1)
    assert registry.jobs[name].limit > timedelta(seconds=tokens.SAVE_SECONDS) + calls
    assert not registry.jobs[name].nice  # a process of its own would be broken off at an upgrade


@pytest.mark.parametrize(
    ("name", "setting", "value"),
    [
        ("send_notices", "ZALO_OPENAPI_URL", "https://openapi.zalo.me/path"),
        ("serve_metrics", "METRICS_ADDRESS", "9464"),
    ],
)
def test_a_wrong_setting_is_told_by_its_name(name, setting, value, settings, tmp_path):
    settings.METRICS_DIR = str(tmp_path)
    setattr(settings, setting, value)
    words = "METRICS_ADDRESS" if name == "serve_metrics" else "ZALO_"
    with pytest.raises(registry.JobFailed, match=words):
        registry.loops[name](Slept(name), once=False)
