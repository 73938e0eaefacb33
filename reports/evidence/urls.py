"""Routes of evidence under /api/v1/."""

from django.urls import URLPattern, path

from reports.evidence import views
from reports.evidence.public_key import PublicKeyView

urlpatterns: list[URLPattern] = [
    path("evidence/", views.EvidenceView.as_view(), name="evidence"),
    path("evidence/public-key/", PublicKeyView.as_view(), name="evidence-public-key"),
    path("evidence/ticket/", views.EvidenceTicketView.as_view(), name="evidence-ticket"),
    path("evidence/uploads/", views.EvidenceUploadsView.as_view(), name="evidence-uploads"),
    path(
        "evidence/uploads/<uuid:upload_id>/",
        views.EvidenceUploadView.as_view(),
        name="evidence-upload",
    ),
]
