"""Notices to citizens about their challenges of announcements."""

from citizens.notices.events import SEE_APP, Event, Kind

ANNOUNCEMENTS = Kind(5, "announcements", "Tin và cảnh báo")
EVENTS = (
    Event(
        "challenge_answered",
        "Ý kiến về tin được trả lời",
        ANNOUNCEMENTS,
        "Ý kiến của ông/bà đã được trả lời",
        f"Công an đã trả lời ý kiến của ông/bà về một thông báo.\n{SEE_APP}",
        (),
    ),
)
