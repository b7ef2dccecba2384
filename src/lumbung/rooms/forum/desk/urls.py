"""The addresses of the data list and the Forum on the desk."""

from django.urls import path

from lumbung.rooms.forum.desk import activities, items, lists, meetings, sheets

app_name = "forum"
urlpatterns = [
    path("daftar-data", lists.current, name="current"),
    path("daftar-data/buka", lists.open_list, name="open"),
    path("daftar-data/<int:year>", lists.data_list, name="list"),
    path("daftar-data/<int:year>/tahap", lists.move, name="move"),
    path("daftar-data/<int:year>/unduh.<str:kind>", lists.download, name="download"),
    path("daftar-data/<int:year>/usul", items.propose, name="propose"),
    path("daftar-data/<int:year>/salin", items.copy, name="copy"),
    path("daftar-data/<int:year>/ubah/<path:code>", items.change, name="change"),
    path("daftar-data/<int:year>/tarik/<path:code>", items.withdraw, name="withdraw"),
    path("daftar-data/<int:year>/dataset/<path:code>", items.dataset, name="dataset"),
    path("daftar-data/<int:year>/impor", sheets.upload, name="upload"),
    path("daftar-data/impor/<int:pk>", sheets.waiting, name="sheet"),
    path("forum", meetings.current, name="forum"),
    path("forum/<int:year>", meetings.meetings, name="meetings"),
    path("forum/<int:year>/rencana", activities.plan, name="plan"),
    path("forum/<int:year>/rencana/<slug:code>", activities.progress, name="progress"),
    path("forum/rapat/<slug:code>", meetings.meeting, name="meeting"),
    path("forum/rapat/<slug:code>/hadir", meetings.attendance, name="attendance"),
    path("forum/rapat/<slug:code>/putusan", meetings.decide, name="decide"),
    path("forum/rapat/<slug:code>/berita-acara.pdf", meetings.minutes_pdf, name="minutes"),
]
