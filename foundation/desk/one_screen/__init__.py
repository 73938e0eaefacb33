"""One row on one screen: conversation, facts, notes, answer."""

from foundation.desk.one_screen import notes
from foundation.desk.one_screen.page import OneScreenAdmin
from foundation.desk.one_screen.parts import Colleague, Insert, Panel, Picture, Said

__all__ = ["Colleague", "Insert", "OneScreenAdmin", "Panel", "Picture", "Said", "notes"]
