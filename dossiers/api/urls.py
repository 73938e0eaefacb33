"""Addresses of dossiers, under /api/v1/."""

from django.urls import URLPattern, path

from dossiers.api import views

urlpatterns: list[URLPattern] = [
    path("dossiers/", views.DossiersView.as_view(), name="dossiers"),
    path("dossiers/lookup/", views.LookupView.as_view(), name="dossiers-lookup"),
    path("dossiers/<str:code>/", views.DossierView.as_view(), name="dossier"),
    path("dossiers/<str:code>/follow/", views.FollowView.as_view(), name="dossier-follow"),
]
