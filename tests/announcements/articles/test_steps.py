"""What comes next for an article: the table of steps, and what each end leaves in the row."""

from datetime import UTC, datetime, timedelta

import pytest

from announcements.articles import steps
from announcements.articles.steps import Pause, changes_after, needs_content, next_step
from announcements.models import Article
from announcements.models.article import There, Wanted
from zalo_client.articles import ArticleContent, ArticleDetail
from zalo_client.errors import Reason, ZaloMisconfigured, ZaloUnavailable

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
WORDS = ArticleContent("Tiêu đề", "Công an", "Tóm tắt", "https://a/b.jpg", ("Một.",), "https://a/t")


def article(there, wanted="shown", **values):
    """Return an article whose version 3 is wanted and, unless `values` say else, is there."""
    values = {"version": 3, "version_there": 3, "code": "ma", "zalo_id": "z1", **values}
    return Article(there=there, wanted=wanted, **values)


def step_of(row, content=WORDS, known=()):
    return next_step(row, content, known, NOW)


def name_of(row, content=WORDS):
    step = step_of(row, content)
    return step and step.name


def found(zalo_id, *, shown=False):
    return ArticleDetail(zalo_id, "https://a/t", shown, "", None, None)


@pytest.mark.parametrize(
    ("there", "towards"),
    [
        ("nothing", {"shown": "create", "hidden": None, "gone": None}),
        ("creating", {"shown": "look", "hidden": "look", "gone": "look"}),
        ("hidden", {"shown": "update", "hidden": None, "gone": "remove"}),
        ("shown", {"shown": None, "hidden": "update", "gone": "remove"}),
        ("gone", {"shown": None, "hidden": None, "gone": None}),
    ],
)
def test_the_table_of_steps(there, towards):
    assert {wanted: name_of(article(there, wanted)) for wanted in Wanted.values} == towards


@pytest.mark.parametrize("wanted", Wanted)
def test_an_article_with_a_ticket_is_asked_for(wanted):
    assert name_of(article("creating", wanted, ticket="phiếu")) == "verify"


@pytest.mark.parametrize(("version_there", "name"), [(0, "update"), (2, "update"), (3, None)])
def test_a_shown_article_follows_the_version(version_there, name):
    assert name_of(article("shown", version_there=version_there)) == name


def test_a_hidden_article_that_stays_hidden_does_not_follow_the_version():
    assert name_of(article("hidden", "hidden", version_there=1)) is None


def test_nothing_is_made_or_changed_without_words():
    assert name_of(article("nothing"), None) is None
    assert name_of(article("hidden"), None) is None
    assert name_of(article("hidden", "gone"), None) == "remove"


@pytest.mark.parametrize("there", There)
@pytest.mark.parametrize("wanted", Wanted)
def test_words_are_read_where_a_step_may_need_them(there, wanted):
    needed = {
        ("nothing", "shown"), ("hidden", "shown"), ("shown", "shown"), ("shown", "hidden"),
    }  # fmt: skip
    assert needs_content(article(there, wanted)) is ((there, wanted) in needed)


# --- what is written -----------------------------------------------------------------------------


def test_before_an_article_is_made_the_row_says_that_it_may_be():
    step = step_of(article("nothing", ticket="cũ"))
    assert step.before == {
        "there": "creating", "ticket": "", "called_at": NOW, "version_there": 3
    }  # fmt: skip
    assert step.done("phiếu", NOW) == {"ticket": "phiếu"}
    assert step.lost == {"look_again_at": NOW + 15 * MINUTE}
    assert step.untouched == {"there": "nothing", "version_there": 0}


def test_an_article_is_hidden_once_its_id_is_known():
    done = step_of(article("creating", ticket="phiếu")).done("z7", NOW)
    assert done == {"there": "hidden", "zalo_id": "z7", "ticket": ""}


@pytest.mark.parametrize(
    ("passed", "made_again"), [(0 * SECOND, False), (299 * SECOND, False), (300 * SECOND, True)]
)
def test_what_is_not_found_is_made_again_only_after_five_minutes(passed, made_again):
    done = step_of(article("creating", called_at=NOW)).done([], NOW + passed)
    later = NOW + passed
    again = {"there": "nothing", "version_there": 0, "look_again_at": later + 15 * MINUTE}
    assert done == (again if made_again else Pause({}, later + 30 * SECOND))


def test_what_was_never_called_for_is_made_at_once():
    done = step_of(article("creating", called_at=None)).done([], NOW)
    assert done["there"] == "nothing"


@pytest.mark.parametrize(("shown", "there"), [(True, "shown"), (False, "hidden")])
def test_what_is_found_is_kept_as_it_stands(shown, there):
    done = step_of(article("creating", called_at=NOW)).done([found("z2", shown=shown)], NOW)
    assert done == {
        "there": there, "zalo_id": "z2", "version_there": 0, "look_again_at": NOW + 15 * MINUTE
    }  # fmt: skip


def test_of_several_the_shown_one_is_kept_and_the_others_are_looked_for_at_once():
    look = step_of(article("creating", called_at=NOW))
    done = look.done([found("z1"), found("z3", shown=True), found("z2", shown=True)], NOW)
    assert (done["zalo_id"], done["there"], done["look_again_at"]) == ("z2", "shown", NOW)
    assert look.done([found("z3"), found("z2")], NOW)["zalo_id"] == "z2"


@pytest.mark.parametrize(
    ("wanted", "before", "more"),
    [
        ("shown", None, {"shown_at": NOW}),
        ("shown", NOW - MINUTE, {}),
        ("hidden", None, {}),
    ],
)
def test_the_first_moment_of_being_shown_is_kept(wanted, before, more):
    row = article("shown", wanted, version_there=1, shown_at=before)
    done = step_of(row).done(None, NOW)
    assert done == {"there": wanted, "version_there": 3, **more}


def test_what_was_removed_is_gone():
    assert step_of(article("shown", "gone")).done(None, NOW) == {"there": "gone"}


# --- doubles -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("look_again_at", "name"),
    [(None, None), (NOW + SECOND, None), (NOW, "doubles"), (NOW - SECOND, "doubles")],
)
def test_doubles_are_looked_for_when_it_is_time(look_again_at, name):
    assert name_of(article("shown", look_again_at=look_again_at)) == name


def test_doubles_wait_for_what_is_more_urgent():
    assert name_of(article("hidden", look_again_at=NOW)) == "update"


def test_after_doubles_were_removed_nobody_looks_again():
    step = step_of(article("shown", look_again_at=NOW))
    assert step.done(None, NOW) == {"look_again_at": None}


def test_every_double_goes_but_never_the_article_itself_or_another(monkeypatch):
    removed, kept = [], []

    def find(_client, _token, code, known):
        kept.append((code, known))
        return [found("z8"), found("z9")]

    monkeypatch.setattr(steps.looking, "find", find)
    monkeypatch.setattr(steps.looking, "remove", lambda *given: removed.append(given[-1]))
    step_of(article("shown", look_again_at=NOW), known={"z4", ""}).call(None, "token")
    assert kept == [("ma", {"z1", "z4"})]
    assert removed == ["z8", "z9"]


# --- failures ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "left"),
    [
        (ZaloUnavailable(Reason.TIMEOUT), "lost"),  # Zalo may have acted
        (ZaloUnavailable(Reason.CONNECT), "untouched"),
        (ZaloMisconfigured(Reason.UNKNOWN, -201), "untouched"),
        (RuntimeError(), "lost"),  # nobody knows
    ],
)
def test_what_a_failed_call_leaves_in_the_row(error, left):
    step = step_of(article("nothing"))
    assert changes_after(step, error) == getattr(step, left)
