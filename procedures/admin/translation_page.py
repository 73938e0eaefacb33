"""The page that edits a procedure's translations next to the Vietnamese text."""

from typing import Any

import orjson
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from unfold.decorators import action

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from foundation.desk.change_log.rows import row_at
from procedures.admin.procedure_pages import officer_of
from procedures.admin.translation_form import TranslationForms, lines_of
from procedures.choices import Language, State
from procedures.drafts.history import newest_version
from procedures.models import Procedure
from procedures.querysets import with_parts
from procedures.translations.actions import write_words
from procedures.translations.language_of_answer import known_language
from procedures.translations.staleness import texts_now
from procedures.translations.texts import Texts, texts_of


class TranslationPage(ChangeLoggedAdmin):
    """Adds the page of translations to a procedure."""

    def has_translate_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        """Return True if the officer may write translations."""
        return request.user.has_perm("procedures.change_translation")

    @action(
        description="Bản dịch", url_path="ban-dich", icon="translate", permissions=["translate"]
    )
    def translations(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show each Vietnamese text next to its translation, and save what the officer wrote."""
        sent = request.POST if request.method == "POST" else None
        if sent is not None:  # of two who save at once, the second sees the first's words
            row_at(self.model, object_id, lock=True)
        try:
            procedure = with_parts(Procedure.objects.filter(pk=unquote(object_id))).get()
        except Procedure.DoesNotExist as error:
            raise Http404 from error
        officer = officer_of(request)
        language = known_language(request.GET.get("lang")) or Language.ENGLISH.value
        texts = _texts_for(procedure, sees_drafts=officer.has_perm("procedures.view_procedure"))
        forms = TranslationForms(lines_of(procedure.pk, language, texts), sent, officer)
        here = reverse("admin:procedures_procedure_translations", args=[procedure.pk])
        if sent is not None and forms.is_valid():
            try:
                self._save(request, procedure, language, texts, forms)
                return HttpResponseRedirect(f"{here}?lang={language}")
            except ValidationError as error:
                forms.decision.add_error(None, error.messages)
        name = next(iter(texts.get("short_name") or texts.get("name") or []), procedure.pk)
        context = {"forms": forms, "language": language, "here": here, "name": name}
        return self._translation_page(request, procedure, context)

    def _save(
        self,
        request: HttpRequest,
        procedure: Procedure,
        language: str,
        texts: Texts,
        forms: TranslationForms,
    ) -> None:
        decision = forms.decision.decision(forms.officer)
        count = write_words(procedure.pk, language, forms.wordings(), texts, decision)
        self.log_change(request, procedure, f"Bản dịch {Language(language).label}")
        messages.success(request, f"Đã lưu {count} câu; hãy công bố thủ tục.")

    def _translation_page(
        self, request: HttpRequest, procedure: Procedure, context: dict[str, Any]
    ) -> HttpResponse:
        whole = {
            **self.admin_site.each_context(request),
            "title": "Bản dịch",
            "procedure": procedure,
            "languages": Language.choices,
            "sees_drafts": request.user.has_perm("procedures.view_procedure"),
            **context,
        }
        return TemplateResponse(request, "admin/procedures/translations.html", whole)


def _texts_for(procedure: Procedure, *, sees_drafts: bool) -> Texts:
    """Return the texts to translate: of the draft, or of the published version, if any."""
    if sees_drafts:
        return texts_now(procedure)
    version = newest_version(procedure)
    if version is None or version.state != State.PUBLISHED:
        return {}
    return texts_of(orjson.loads(version.document), version.fees)
