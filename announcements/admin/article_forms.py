"""Dialogs about the articles and broadcasts of one visible announcement."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet

from announcements.admin.moves import AnnouncementForm
from announcements.articles import broadcasting, retrying
from announcements.models import Article, Broadcast
from announcements.models.article import There
from announcements.models.broadcast import HOLDING, BroadcastState


class ChoosesRows(AnnouncementForm):
    """Asks for which accounts; the choice is of rows of this announcement only."""

    label: ClassVar[str] = "Tài khoản"
    rows = forms.ModelMultipleChoiceField(
        Article.objects.none(), widget=forms.CheckboxSelectMultiple, label="Tài khoản"
    )

    def prepare(self) -> None:
        field: Any = self.fields["rows"]
        field.queryset = self.offered()
        field.label_from_instance = self.name_of

    def offered(self) -> QuerySet[Any]:
        """Return the rows that may be chosen."""
        raise NotImplementedError

    @staticmethod
    def name_of(row: Any) -> str:
        """Return the account of a row."""
        article = row if isinstance(row, Article) else row.article
        return str(article.account)


class AskBroadcastForm(ChoosesRows):
    """Asks to send shown articles to all followers."""

    done = "Đã yêu cầu gửi bài"

    def offered(self) -> QuerySet[Any]:
        rows = Article.objects.filter(announcement=self.row, there=There.SHOWN)
        known = Broadcast.objects.filter(state__in=HOLDING).values("article")
        return rows.exclude(pk__in=known).select_related("account")

    def act(self) -> object:
        return [broadcasting.ask(row, self.officer) for row in self.typed("rows")]


class ConfirmBroadcastForm(ChoosesRows):
    """Confirms what another person asked for."""

    done = "Đã xác nhận gửi bài"

    def offered(self) -> QuerySet[Any]:
        return broadcasting.confirmable(self.row, self.officer)

    def act(self) -> object:
        return [broadcasting.confirm(row, self.officer) for row in self.typed("rows")]


class CancelBroadcastForm(ChoosesRows):
    """Cancels what is not yet being sent."""

    done = "Đã huỷ lượt gửi"

    def offered(self) -> QuerySet[Any]:
        return _asked(self.row.pk)

    def act(self) -> object:
        return [broadcasting.cancel(row, self.officer) for row in self.typed("rows")]


class RetryForm(AnnouncementForm):
    """Tries waiting articles at once."""

    done = "Đã cho thử lại bài viết"

    def act(self) -> object:
        return retrying.retry(self.row, self.officer)


def _asked(announcement: int) -> QuerySet[Broadcast]:
    waiting = (BroadcastState.ASKED, BroadcastState.CONFIRMED)
    rows = Broadcast.objects.filter(article__announcement=announcement, state__in=waiting)
    return rows.select_related("article__account")
