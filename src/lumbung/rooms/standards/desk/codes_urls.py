"""The addresses of code lists, maps and changes of areas on the desk."""

from django.urls import path

from lumbung.rooms.standards.desk import codes, codes_changes, codes_maps

patterns = [
    path("kode", codes.codelists, name="codelists"),
    path("kode/daftar/baru", codes.new_list, name="new-list"),
    path("kode/daftar/<str:code>", codes.codelist, name="codelist"),
    path("kode/daftar/<str:code>/versi-baru", codes.start, name="list-start"),
    path("kode/daftar/<str:code>/impor", codes.import_list, name="list-import"),
    path("kode/daftar/<str:code>/versi/<str:version>", codes.version, name="list-version"),
    path("kode/daftar/<str:code>/versi/<str:version>/putusan", codes.decide, name="list-decide"),
    path("kode/peta/baru", codes_maps.new_map, name="new-map"),
    path("kode/peta/<str:code>", codes_maps.code_map, name="code-map"),
    path("kode/peta/<str:code>/putusan", codes_maps.decide_map, name="map-decide"),
    path("kode/peta/<str:code>/impor", codes_maps.import_map, name="map-import"),
    path("kode/perubahan-wilayah", codes_changes.area_changes, name="area-changes"),
    path("kode/perubahan-wilayah/baru", codes_changes.new_change, name="new-change"),
]
