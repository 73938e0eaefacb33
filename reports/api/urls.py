"""Routes of reports under /api/v1/."""

from django.urls import URLPattern, path

from reports.api import report_views, views
from reports.checking import views as check_views
from reports.kinds.views import ReportKindsView
from reports.public_figures.views import ReportFiguresView

urlpatterns: list[URLPattern] = [
    path("report-kinds/", ReportKindsView.as_view(), name="report-kinds"),
    path("reports/checks/", check_views.ReportChecksView.as_view(), name="reports-checks"),
    path("reports/", views.ReportsView.as_view(), name="reports"),
    path("reports/lookup/", views.ReportLookupView.as_view(), name="reports-lookup"),
    path("reports/figures/", ReportFiguresView.as_view(), name="report-figures"),
    path("reports/<str:number>/", report_views.ReportView.as_view(), name="report"),
    path(
        "reports/<str:number>/messages/",
        report_views.ReportMessagesView.as_view(),
        name="report-messages",
    ),
    path(
        "reports/<str:number>/withdrawal/",
        report_views.WithdrawalView.as_view(),
        name="report-withdrawal",
    ),
    path(
        "reports/<str:number>/dispute/", report_views.DisputeView.as_view(), name="report-dispute"
    ),
    path(
        "reports/<str:number>/opinion/", report_views.OpinionView.as_view(), name="report-opinion"
    ),
]
