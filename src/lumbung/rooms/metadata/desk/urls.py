"""The addresses of metadata on the desk."""

from django.urls import path

from lumbung.rooms.metadata.desk import deciding, files, filling, joining, listing, recommendations, waivers

app_name = "metadata"
urlpatterns = [
    path("metadata", listing.records, name="records"),
    path("metadata/mulai", listing.start, name="start"),
    path("metadata/impor", files.take_workbook, name="import"),
    path("metadata/formulir.xlsx", files.empty_workbook, name="empty-workbook"),
    path("metadata/r/<slug:code>", filling.record, name="record"),
    path("metadata/r/<slug:code>/kirim", filling.submit, name="submit"),
    path("metadata/r/<slug:code>/konsep", filling.take_concept, name="take-concept"),
    path("metadata/r/<slug:code>/petugas", filling.fill_as_officer, name="fill-as-officer"),
    path("metadata/r/<slug:code>/pilih/<int:pk>", filling.choose, name="choose"),
    path("metadata/r/<slug:code>/riwayat", filling.history, name="history"),
    path("metadata/r/<slug:code>/metadata.xlsx", files.workbook, name="workbook"),
    path("metadata/r/<slug:code>/metadata.pdf", files.paper, name="paper"),
    path("metadata/r/<slug:code>/putusan", deciding.decide, name="decide"),
    path("metadata/r/<slug:code>/komentar", deciding.remark, name="remark"),
    path("metadata/r/<slug:code>/komentar/<int:pk>/selesai", deciding.settle, name="settle"),
    path("metadata/r/<slug:code>/anak", joining.add_child, name="add-child"),
    path("metadata/r/<slug:code>/dataset", joining.link, name="link"),
    path("metadata/r/<slug:code>/dataset/<int:pk>/lepas", joining.unlink, name="unlink"),
    path("metadata/r/<slug:code>/pembangun", joining.build_from, name="build-from"),
    path("rekomendasi", recommendations.recommendations, name="recommendations"),
    path("rekomendasi/mulai", recommendations.begin, name="begin-recommendation"),
    path("rekomendasi/<int:pk>", recommendations.recommendation, name="recommendation"),
    path("rekomendasi/<int:pk>/langkah", recommendations.step, name="recommendation-step"),
    path("rekomendasi/<int:pk>/surat", recommendations.letter, name="letter"),
    path("pengecualian-metadata", waivers.waivers, name="waivers"),
    path("pengecualian-metadata/<slug:code>", waivers.waive, name="waive"),
    path("pengecualian-metadata/<slug:code>/cabut", waivers.end, name="end-waiver"),
]
