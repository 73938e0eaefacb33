"""Load procedures from files: print the plan, and apply it with --apply."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from offices.installation import choose_province
from procedures.actions import NotPublishable
from procedures.fees.periods import fee_warnings
from procedures.importing.applying import Beside, VanishesTooMuch, apply_plan
from procedures.importing.forms_file import plan_forms, read_forms
from procedures.importing.particulars import catalogue_of
from procedures.importing.plan import Change, Plan, RowsPlan, make_plan
from procedures.importing.reading import Fault, Files, Invalid, read
from procedures.importing.reductions_file import plan_reductions, read_reductions
from procedures.importing.translations_file import (
    TranslationPlan,
    plan_translations,
    read_translations,
)
from procedures.models import Translation
from procedures.publishing.public_texts import public_text_problems

MAX_REASON = 250  # a version takes 300; a withdrawal adds a reason
CONFLICT_TITLE = (
    "XUNG ĐỘT: cán bộ đã sửa và tệp cũng khác, không ghi (dùng --take-file ID để lấy theo tệp)"
)


STALE_SOURCE = "Thủ tục không còn câu tiếng Việt này; bản dịch được đánh dấu là cũ."


def explain_refusal(plan: Plan) -> str:
    """Return why an import that withdraws so many is refused, and how to insist."""
    return (
        f"{len(plan.withdraw)} trên {plan.covered} thủ tục sẽ bị gỡ, quá 10 %. Thêm "
        "--allow-vanish nếu đúng ý."
    )


class Command(BaseCommand):
    help = "Nhập danh mục thủ tục từ tệp JSON. Mặc định chỉ xem trước; thêm --apply để ghi."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "files",
            nargs="*",
            metavar="FILE",
            help="Tệp của một lĩnh vực, hoặc thư mục chứa các tệp; mặc định là danh mục đi kèm, "
            "cho tỉnh của cơ sở dữ liệu này.",
        )
        parser.add_argument("--apply", action="store_true", help="Ghi thay đổi và công bố.")
        parser.add_argument(
            "--allow-vanish", action="store_true", help="Cho phép gỡ hơn 10%% số thủ tục."
        )
        parser.add_argument(
            "--take-file",
            action="append",
            default=[],
            metavar="ID",
            help="Xung đột ở thủ tục này: lấy theo tệp.",
        )
        parser.add_argument("--reason", default="Nhập từ tệp", help="Lý do ghi vào phiên bản.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not 0 < len(options["reason"].strip()) <= MAX_REASON:
            raise CommandError(f"Lý do phải có từ 1 đến {MAX_REASON} ký tự.")
        try:
            files, beside, plan = self.preview(options)
            if options["apply"]:
                allowed = {"allow_vanish": options["allow_vanish"]}
                left = apply_plan(files, plan, options["reason"], beside, **allowed)
                self.report_left(left)
                self.report_stale(beside)
        except Invalid as invalid:
            raise CommandError(
                "\n".join([str(invalid), *map(str, invalid.faults), "Không có gì thay đổi."])
            ) from invalid
        except VanishesTooMuch as error:
            raise CommandError(f"{explain_refusal(plan)} Không có gì thay đổi.") from error
        except NotPublishable as error:
            raise CommandError("\n".join([*error.messages, "Không có gì thay đổi."])) from error
        changes = plan.changes_anything or any(vars(beside).values())
        written = "Đã ghi." if changes else "Không có gì để ghi."
        self.stdout.write(written if options["apply"] else "Chỉ xem trước; thêm --apply để ghi.")

    def preview(self, options: dict[str, Any]) -> tuple[Files, Beside, Plan]:
        """Read and compare everything, and print what an import does."""
        with self.folder(options["files"]) as named:
            form_drafts = read_forms(named)
            files = read(named, [form["id"] for form in form_drafts])
            new = [e.draft["id"] for e in files.entries]
            drafts, entries = read_reductions(named, new), read_translations(named, new)
        plan, acts = make_plan(files, options["take_file"]), plan_reductions(drafts)
        forms, words = plan_forms(form_drafts), plan_translations(entries)
        self.report(plan)
        self.report_forms(forms)
        self.report_warnings(files, acts)
        self.report_translations(words)
        return files, Beside(acts.write, forms.write, words.write), plan

    @staticmethod
    @contextmanager
    def folder(named: list[str]) -> Iterator[list[str]]:
        """Yield the given paths, or a folder with the shipped catalogue if there are none."""
        if named:
            yield named
            return
        with catalogue_of(choose_province("")) as folder:
            yield [str(folder)]

    def report(self, plan: Plan) -> None:
        """Print the plan, each entry with the members that differ."""
        titles: list[tuple[str, list[Change]]] = [
            ("Thêm mới", plan.create),
            ("Thay đổi", plan.update),
            ("Gỡ", plan.withdraw),
            ("Giữ bản cán bộ đã sửa (tệp không có gì mới)", plan.kept),
            (CONFLICT_TITLE, plan.conflicts),
        ]
        for title, changes in titles:
            if changes:
                self.stdout.write(f"{title}: {len(changes)}")
            for change in changes:
                details = ", ".join(change.members) or change.why
                self.stdout.write(
                    f"  {change.id}  {change.name}" + (f"  [{details}]" if details else "")
                )
        self.stdout.write(f"Không đổi: {plan.unchanged}")
        if plan.vanishes_too_much:
            self.stdout.write(explain_refusal(plan))

    def report_left(self, left: list[str]) -> None:
        """Print the procedures that were not published with their reductions or forms."""
        if left:
            text = (
                "Bản nháp đang có sửa đổi khác, phải công bố riêng (biểu mẫu, miễn giảm, bản dịch)"
            )
            self.stdout.write(f"{text}: {', '.join(left)}")

    def report_forms(self, forms: RowsPlan) -> None:
        """Print which forms are written, with the members that differ, and which are kept."""
        if forms.write:
            self.stdout.write(f"Biểu mẫu sẽ ghi: {len(forms.write)}")
        for key, members in forms.changes.items():
            self.stdout.write(f"  {key}  [{', '.join(members) or 'mới'}]")
        if forms.kept:
            self.stdout.write(f"Biểu mẫu giữ bản cán bộ đã sửa: {', '.join(forms.kept)}")

    def report_translations(self, words: TranslationPlan) -> None:
        """Print how many translations are written, and how many of officers are kept."""
        if words.write:
            self.stdout.write(f"Bản dịch sẽ ghi: {len(words.write)} thủ tục")
        for language, procedure, count in words.kept:
            self.stdout.write(f"Bản dịch {language} giữ {count} câu cán bộ đã soát: {procedure}")

    def report_stale(self, beside: Beside) -> None:
        """Print translations of Vietnamese words that the procedure does not have; not a fault."""
        translated = Translation.objects.filter(
            procedure__in={entry.procedure for entry in beside.translations}, stale=True
        )
        stale = set(translated.values_list("procedure", "language", "field", "source"))
        for entry in beside.translations:
            for i, text in enumerate(entry.texts):
                if (entry.procedure, entry.language, text["field"], text["source"]) in stale:
                    place = f"{entry.pointer}/texts/{i}"
                    said = Fault(entry.file, place, STALE_SOURCE, entry.procedure)
                    self.stdout.write(f"Lưu ý: {said}")

    def report_warnings(self, files: Files, acts: RowsPlan) -> None:
        """Print what is done with reductions, and warnings to look at."""
        for title, names in (
            ("Miễn, giảm phí sẽ ghi", [act["id"] for act in acts.write]),
            ("Miễn, giảm phí giữ bản cán bộ đã sửa", acts.kept),
        ):
            if names:
                self.stdout.write(f"{title}: {', '.join(names)}")
        today = timezone.localdate()
        for entry in files.entries:
            warnings = (*fee_warnings(entry.draft, today), *public_text_problems(entry.draft))
            for path, text in warnings:
                self.stdout.write(f"Lưu ý: {entry.fault(path, text)}")
