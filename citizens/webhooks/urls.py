"""Addresses for Zalo, under /webhooks/zalo/."""

from django.urls import URLPattern, path

from citizens.webhooks import views

urlpatterns: list[URLPattern] = [
    path("miniapp/", views.MiniAppView.as_view(), name="webhook-miniapp"),
    path("oa/", views.OfficialAccountView.as_view(), name="webhook-oa"),
]
