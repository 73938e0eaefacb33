"""Tables of the desk: changes, own views, notes, who looks at what, sent forms and drafts."""

from foundation.desk.models.change_entry import ChangeEntry
from foundation.desk.models.note import Mention, Note
from foundation.desk.models.saved_view import SavedView
from foundation.desk.models.typed import Draft, SentForm
from foundation.desk.models.viewing import Viewing

__all__ = ["ChangeEntry", "Draft", "Mention", "Note", "SavedView", "SentForm", "Viewing"]
