"""The addresses of code lists, maps and changes of areas on the desk."""

from django.urls import path

from lumbung.rooms.standards.desk import codes, codes_changes, codes_maps

patterns = [
    path("daftar-kode", codes.codelists, name="codelists"),
    path("daftar-kode/baru", codes.new_list, name="new-list"),
    path("daftar-kode/<str:code>", codes.codelist, name="codelist"),
    path("daftar-kode/<str:code>/versi-baru", codes.start, name="list-start"),
    path("daftar-kode/<str:code>/impor", codes.import_list, name="list-import"),
    path("daftar-kode/<str:code>/versi/<str:version>", codes.version, name="list-version"),
    path("daftar-kode/<str:code>/versi/<str:version>/putusan", codes.decide, name="list-decide"),
    path("peta-kode/baru", codes_maps.new_map, name="new-map"),
    path("peta-kode/<str:code>", codes_maps.code_map, name="code-map"),
    path("peta-kode/<str:code>/putusan", codes_maps.decide_map, name="map-decide"),
    path("peta-kode/<str:code>/impor", codes_maps.import_map, name="map-import"),
    path("perubahan-wilayah", codes_changes.area_changes, name="area-changes"),
    path("perubahan-wilayah/baru", codes_changes.new_change, name="new-change"),
]
