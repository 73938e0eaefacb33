"""What a worker reads before a call: the article as it stands now, and the words to hand over."""

from announcements.articles.addresses import cover_of, own_address, page_link, tracking_link
from announcements.articles.content import article_of
from announcements.articles.outbox import Claim
from announcements.models import Announcement, AnnouncementVersion, Article
from announcements.publishing.documents import ROW, VERSION, document_of
from zalo_client.articles import ArticleContent


class NoAddress(Exception):
    """PUBLIC_URL does not say where we are: no link or picture could lead."""


def load(claim: Claim) -> Article | None:
    """Return the article of a claim, None if the claim does not hold any more."""
    row: Article | None = claim.row().select_related("account").first()
    return row


def content_of(article: Article) -> ArticleContent:
    """Return the words of the version that is wanted. Raises NoAddress."""
    if not own_address().startswith("https://"):
        raise NoAddress
    row = Announcement.objects.filter(pk=article.announcement_id).values(*ROW).get()
    versions = AnnouncementVersion.objects.filter(announcement=article.announcement_id)
    document = document_of(row, versions.filter(number=article.version).values(*VERSION).get())
    return article_of(
        document,
        link=page_link(document["slug"]),
        tracking_link=tracking_link(document["slug"], article.code),
        cover=cover_of(document),
    )


def known_ids(article: Article) -> frozenset[str]:
    """Return the ids that are known to belong to other announcements on the same account."""
    others = Article.objects.filter(account=article.account_id).exclude(pk=article.pk)
    return frozenset(others.exclude(zalo_id="").values_list("zalo_id", flat=True))
