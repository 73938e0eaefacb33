"""Places where officers write: who, at which address, how the box is reached and sent."""

from django.urls import reverse
from playwright.sync_api import expect

from announcements.models import Announcement
from dossiers.models import Dossier
from feedback.models import Author
from foundation.desk.models import Note
from foundation.desk.roles import Role
from reports.models import ReportMessage
from tests.announcements.factories import draft
from tests.browser import people
from tests.feedback.factories import question
from tests.offices import factories as offices
from tests.procedures.factories import publish_procedure
from tests.reports import factories as reports
from tests.reports.officers import received, verifying

TEXT = "Mời ông/bà mang giấy tờ đến trụ sở vào giờ hành chính."
KEPT = "Bản đang viết dở lúc"


class Writing:
    """A place where officers write: who, at which address, how the box is reached and sent."""

    box, button, kept = "", "", KEPT

    def __init__(self):
        self.office = offices.thanh_mieu()
        self.make()

    def begin(self, page):
        """Open the box on the page that is open."""

    def written(self, page):
        return page.get_by_label(self.box, exact=False).last

    def complete(self, page):
        """Fill in what the form asks for besides."""

    def press(self, page):
        page.get_by_role("button", name=self.button, exact=True).last.click()

    def send(self, page):
        with page.expect_navigation():
            self.complete(page)
            self.press(page)


class Answer(Writing):
    """The box on the page of a question."""

    box, button = "Câu trả lời", "Gửi trả lời"

    def make(self):
        self.row = question(office=self.office.pk)
        self.officer = people.officer(self.office, Role.ANSWERER)
        self.address = reverse("admin:feedback_question_change", args=[self.row.pk])

    def number(self):
        return self.row.messages.filter(author=Author.OFFICER).count()


class NoteToColleagues(Answer):
    """The note beside it."""

    box, button = "Ghi chú nội bộ", "Ghi chú"

    def begin(self, page):
        page.locator("details.note-box").evaluate("one => { one.open = true; }")

    def number(self):
        return Note.objects.count()


class RequestForPapers(Writing):
    """A dialog on the page of a report."""

    box, button, move, roles = (
        "Lời nhắn thêm",
        "Yêu cầu bổ sung",
        "Yêu cầu bổ sung",
        (Role.VERIFIER,),
    )

    def make(self):
        self.row = received(reports.report(self.office))
        self.officer = people.officer(self.office, *self.roles)
        self.address = reverse("admin:reports_report_change", args=[self.row.pk])

    def begin(self, page):
        page.get_by_role("link", name=self.move, exact=True).click()

    def written(self, page):
        return page.get_by_role("dialog").get_by_label(self.box)

    def number(self):
        return sum(TEXT in one.text for one in ReportMessage.objects.all())


class Conclusion(RequestForPapers):
    """Another one, with two fields."""

    box, button, move, roles = "Nội dung trả lời", "Kết luận", "Kết luận", (Role.LEADER,)

    def make(self):
        super().make()
        self.row = verifying(reports.report(self.office))
        self.address = reverse("admin:reports_report_change", args=[self.row.pk])

    def complete(self, page):
        page.get_by_role("dialog").get_by_label("Số văn bản kết luận").fill("45/QĐ-XPHC")


class News(Writing):
    """The form of an announcement, where something stands already."""

    box, button = "Nội dung", "Lưu và tiếp tục chỉnh sửa"

    def make(self):
        self.row = draft(office=self.office)
        self.officer = people.officer(self.office, Role.NEWS_EDITOR)
        self.address = reverse("admin:announcements_announcement_change", args=[self.row.pk])

    def written(self, page):
        return page.locator("textarea[name=body]")

    def press(self, page):
        page.locator("[name=_continue]").first.click()

    def number(self):
        return Announcement.objects.filter(body=TEXT).count()


class Registering(Writing):
    """The form of a new dossier, which has no box for several lines: no draft."""

    box, button = "Họ tên người nộp", "Chỉ ghi nhận"
    kept = "Lần gửi trước chưa được ghi nhận"

    def make(self):
        self.row = publish_procedure(
            id="thuong-tru",
            name="Đăng ký thường trú",
            short_name="Thường trú",
            time_limits=[{"value": 7, "unit": "working_day"}],
            channels=[{"kind": "direct", "time_relation": "single"}],
        )
        self.officer = people.officer(self.office, Role.RECEPTIONIST)
        self.address = reverse("admin:dossiers_dossier_add")

    def complete(self, page):
        """Fill in the rest, as at the counter: the code, the procedure, the papers."""
        if page.locator("#id_code").input_value():
            return expect(page.get_by_label("Tờ khai")).to_be_checked()  # given back
        page.locator("#id_code").fill("G01.899.909-261125-000777")
        page.keyboard.press("Enter")
        search = page.locator(".select2-search__field")
        search.fill("thuong tru")
        expect(page.locator(".select2-results__option--highlighted")).to_contain_text("Thường trú")
        search.press("Enter")
        expect(page.locator("#promise")).to_contain_text("thứ Sáu, 04/12/2026")
        page.keyboard.press("F8")
        return expect(page.get_by_label("Tờ khai")).to_be_checked()

    def number(self):
        return Dossier.objects.count()


def drafts_in(page):
    return page.evaluate(
        "Object.entries(localStorage).filter(([name]) => name.startsWith('draft:'))"
    )


def expect_back(page, place):
    place.begin(page)
    expect(place.written(page)).to_have_value(TEXT)
    expect(page.get_by_text(place.kept).first).to_be_visible()
