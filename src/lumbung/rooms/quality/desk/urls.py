"""The addresses of quality on the desk."""

from django.urls import path

from lumbung.rooms.quality.desk import contradictions, statements

app_name = "quality"
urlpatterns = [
    path("satu-angka", contradictions.contradictions, name="contradictions"),
    path("satu-angka/banding", contradictions.compare, name="compare"),
    path("satu-angka/banding/<int:pk>/akhiri", contradictions.end_comparison, name="end-comparison"),
    path("satu-angka/<int:pk>", contradictions.contradiction, name="contradiction"),
    path("satu-angka/<int:pk>/putusan", contradictions.decide, name="decide"),
    path("satu-angka/<int:pk>/putusan/<int:decision>", contradictions.second, name="second"),
    path("mutu", statements.statements, name="statements"),
    path("mutu/<slug:code>", statements.statement, name="statement"),
    path("mutu/<slug:code>/cetak", statements.paper, name="paper"),
]
