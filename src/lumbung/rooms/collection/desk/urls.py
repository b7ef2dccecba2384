"""The addresses of collection on the desk."""

from django.urls import path

from lumbung.rooms.collection.desk import calendar, datasets, files, notices, obligations, submissions

app_name = "collection"
urlpatterns = [
    path("kalender", calendar.calendar, name="calendar"),
    path("kalender/<slug:code>/<str:period>", calendar.period, name="period"),
    path("kewajiban", obligations.obligations, name="obligations"),
    path("pemberitahuan", notices.notices, name="notices"),
    path("dataset", datasets.datasets, name="datasets"),
    path("dataset/<slug:code>", datasets.dataset, name="dataset"),
    path("dataset/<slug:code>/templat.xlsx", files.template, name="template"),
    path("kiriman", submissions.submissions, name="submissions"),
    path("kiriman/<int:pk>", submissions.submission, name="submission"),
    path("kiriman/<int:pk>/kemajuan", submissions.progress, name="progress"),
    path("kiriman/<int:pk>/sel", submissions.mend, name="mend"),
    path("kiriman/<int:pk>/usulan", submissions.take_proposal, name="proposal"),
    path("kiriman/<int:pk>/susunan", submissions.layout, name="layout"),
    path("kiriman/<int:pk>/periksa", submissions.check_again, name="check-again"),
    path("kiriman/<int:pk>/kirim", submissions.submit, name="submit"),
    path("kiriman/<int:pk>/singkirkan", submissions.discard, name="discard"),
    path("kiriman/<int:pk>/berkas", files.original, name="original"),
    path("kiriman/<int:pk>/salinan", files.annotated, name="annotated"),
]
