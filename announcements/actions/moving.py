"""How announcements move: what the engine of moves has to know of them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone

from announcements import rights, workflow
from announcements.actions import daily_counts, outward, reactions
from announcements.models import Announcement, AnnouncementEvent
from announcements.querysets import AnnouncementQuerySet
from announcements.workflow import (
    APPEND_VERSION,
    LISTED,
    PUBLIC,
    RECONFIRM_DAYS,
    Kind,
    Move,
    Party,
    State,
)
from foundation.events.recording import News
from foundation.moves.engine import Flow, Step
from foundation.publishing.models import bump_revision

# The revision of what citizens see; `announcements.publishing.snapshot` holds the same name.
REVISION = "announcements"


class AnnouncementFlow(Flow[Announcement, Move, Party, State, Kind, AnnouncementEvent]):
    """What citizens see changes with the commit: the revision moves, only if they see anything."""

    table = workflow.TABLE
    moved_on, refused = "announcement_moved_on", "announcement_refused"
    log_event, row_name, state = "announcement_moved", "announcement", "state"

    def visible_to(self, user: User | AnonymousUser) -> AnnouncementQuerySet:
        visible: AnnouncementQuerySet = Announcement.objects.visible_to_officer(user)
        return visible.select_related("office", "picture")

    def may_act_as(self, user: User | AnonymousUser, party: Party) -> bool:
        return rights.may_act_as(user, party)

    def lock(self, row: Announcement, *_others: Announcement) -> Announcement:
        rows = Announcement.objects.select_for_update(of=("self",)).select_related("office")
        locked: Announcement = rows.get(pk=row.pk)
        return locked

    def traits_of(self, row: Announcement) -> Kind:
        return Kind(row.kind)

    def rights_of(self, row: Announcement, officer: User) -> Callable[[Move], bool]:
        return rights.rights_of(row, officer)

    def values_of(self, row: Announcement, step: Step[Move, State]) -> dict[str, Any]:
        values: dict[str, Any] = {"changed_at": step.at}
        if step.move is Move.PUBLISH:
            values["published_at"] = row.published_at or step.at
            if row.kind == Kind.WANTED:
                day = timezone.localdate(step.at) + timedelta(days=RECONFIRM_DAYS)
                values["reconfirm_by"] = day
        if step.end not in LISTED:
            values |= {"pinned_until": None, "reconfirm_by": None}
        if step.end in (State.EXPIRED, State.WITHDRAWN, State.DISCARDED):
            values["ended_at"] = step.at
        if step.move in (Move.RETURN, Move.TURN_DOWN):
            values["approved_by"] = None
        return values

    def append(self, row: Announcement, step: Step[Move, State]) -> AnnouncementEvent:
        event: AnnouncementEvent = AnnouncementEvent.objects.create(
            announcement=row, move=step.move, state=step.end, words=step.change.internal,
            version=shown_version(row) + (step.move in APPEND_VERSION),
            officer=step.officer, at=step.at,
        )  # fmt: skip
        return event

    def tell(self, row: Announcement, step: Step[Move, State], event: AnnouncementEvent) -> None:
        if step.start in PUBLIC or step.end in PUBLIC:
            bump_revision(REVISION)
        reactions.react(row, event)
        daily_counts.count_move(row.office_id, step.move, step.at)

    def news_of(
        self, row: Announcement, step: Step[Move, State], event: AnnouncementEvent
    ) -> News | None:
        return outward.news_of(row, step.start, event)


flow = AnnouncementFlow()


def lock_announcement(announcement: Announcement, seen: int | None = None) -> Announcement:
    """Lock and read the announcement anew.

    `seen` is `events_count` when the officer read it. Raises Problem `announcement_moved_on` if
    something happened since.
    """
    locked = flow.lock(announcement)
    flow.require_seen(locked, seen)
    return locked


def shown_version(announcement: Announcement) -> int:
    """Return the number of the newest published version, 0 if there is none."""
    numbers = announcement.events.order_by("-pk").values_list("version", flat=True)
    return int(numbers.first() or 0)
