"""Addresses of the offices app, under /api/v1/."""

from django.urls import URLPattern, path

from offices.api import duty_views, views

urlpatterns: list[URLPattern] = [
    path("fields/", views.FieldList.as_view(), name="fields"),
    path("offices/", views.OfficeList.as_view(), name="offices"),
    path("offices/beats/", duty_views.Beats.as_view(), name="beats"),
    path("offices/<str:office_id>/", views.OfficeDetail.as_view(), name="office"),
    path("offices/<str:office_id>/duty/", duty_views.Duty.as_view(), name="duty"),
]
