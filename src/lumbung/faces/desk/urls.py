"""The addresses of the staff: the door, the first page, and the pages of each room under ``/desk/``."""

from django.urls import include, path

from lumbung.faces.desk import door, following, overview_page, sipd_pages, views

own = [
    path("masuk", door.LogIn.as_view(), name="log-in"),
    path("keluar", door.LogOut.as_view(), name="log-out"),
    path("desk/", views.waiting, name="waiting"),
    path("desk/kota", overview_page.city, name="city"),
    path("desk/jurnal", views.journal, name="journal"),
    path("desk/wewenang", views.powers, name="powers"),
    path("desk/daftar-data/<int:year>/data/<path:code>", following.item, name="item"),
    path("desk/daftar-data/<int:year>/sipd", sipd_pages.sipd_page, name="sipd"),
    path("desk/daftar-data/<int:year>/sipd.xlsx", sipd_pages.sipd_sheet, name="sipd-sheet"),
]
urlpatterns = [
    path("", include((own, "desk"))),
    # By name, not by import: a room's pages are its own, only their addresses are put side by side here.
    path("desk/", include("lumbung.rooms.standards.desk.urls")),
    path("desk/", include("lumbung.rooms.metadata.desk.urls")),
    path("desk/", include("lumbung.rooms.forum.desk.urls")),
    path("desk/", include("lumbung.rooms.collection.desk.urls")),
    path("desk/", include("lumbung.rooms.review.desk.urls")),
    path("desk/", include("lumbung.rooms.release.desk.urls")),
    path("desk/", include("lumbung.rooms.quality.desk.urls")),
    path("desk/", include("lumbung.rooms.harvest.desk.urls")),
]
