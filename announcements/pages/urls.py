"""Routes of the pages, under /tin/."""

from django.urls import URLPattern, path

from announcements.pages import views

urlpatterns: list[URLPattern] = [
    path("", views.ListPage.as_view(), name="announcement-pages"),
    path("kiem-tra/", views.CheckPage.as_view(), name="announcement-check"),
    path("<slug:slug>/", views.AnnouncementPage.as_view(), name="announcement-page"),
]
