"""What a table, a chart or a calculation must refuse, each with the way on."""

from __future__ import annotations

from lumbung.vocabulary.problems import Invalid, TooMuch
from lumbung.vocabulary.words import Text


class CannotBePutTogether(Invalid):
    """A measure that must not be added up, where a table leaves something out."""

    code = "explore.not-additive"
    message = Text(
        "“{measure}” tidak dapat dijumlahkan: {reason}.", "“{measure}” cannot be added up: {reason}."
    )
    hint = Text(
        "Letakkan {roles} di baris atau kolom, pilih satu kode saja, atau biarkan wilayahnya apa adanya.",
        "Put {roles} in rows or columns, choose a single code, or stay with the areas as they are.",
    )


class TooManyRows(TooMuch):
    """An answer with more rows than a table is laid out of."""

    code = "explore.too-many-rows"
    message = Text(
        "Jawabannya {rows} baris; tabel di sini disusun dari paling banyak {most}.",
        "The answer has {rows} rows; a table here is laid out of at most {most}.",
    )
    hint = Text(
        "Saring, gabungkan wilayah ke tingkat yang lebih tinggi, atau unduh semua barisnya sebagai CSV.",
        "Narrow it, put areas together to a higher level, or download all rows as CSV.",
    )


class TooManyColumns(TooMuch):
    """A table that is wider than anybody can read."""

    code = "explore.too-many-columns"
    message = Text(
        "Tabel ini punya {columns} kolom; paling banyak {most}.",
        "This table has {columns} columns; at most {most}.",
    )
    hint = Text(
        "Pindahkan yang panjang dari kolom ke baris, atau saring.",
        "Move what is long from columns to rows, or narrow it.",
    )


class NoShare(Invalid):
    """A share of something that is no sum."""

    code = "explore.no-share"
    message = Text(
        "Bagian dari jumlah tidak dapat dihitung untuk “{measure}”: {how}.",
        "A share of the total cannot be told for “{measure}”: {how}.",
    )
    hint = Text(
        "Pilih ukuran yang dijumlahkan, atau lihat angkanya apa adanya.",
        "Choose a measure that is added up, or look at the figures as they are.",
    )


class NothingToShare(Invalid):
    """A share where there is only one part."""

    code = "explore.nothing-to-share"
    message = Text(
        "Tidak ada bagian yang dapat dibandingkan dengan jumlahnya.",
        "There are no parts to compare with a total.",
    )
    hint = Text(
        "Letakkan wilayah atau rincian di baris (atau di kolom, untuk bagian dari barisnya).",
        "Put areas or a breakdown in rows (or in columns, for shares of the row).",
    )


class NeedsPeriods(Invalid):
    """A change over time without time in the table."""

    code = "explore.needs-periods"
    message = Text(
        "Perubahan dan indeks membandingkan periode, tetapi periode tidak ada di tabel.",
        "Changes and indices compare periods, but there is no period in the table.",
    )
    hint = Text("Letakkan Periode di baris atau di kolom.", "Put Period in rows or in columns.")


class NoGrowth(Invalid):
    """A percentage of a percentage."""

    code = "explore.no-growth"
    message = Text(
        "“{measure}” sudah berupa persen; perubahannya dihitung dalam poin, bukan persen dari persen.",
        "“{measure}” is a percentage already; it changes by points, not by per cent of a per cent.",
    )
    hint = Text("Pilih “Perubahan dari periode sebelumnya”.", "Choose “Change from the period before”.")


class NoBase(Invalid):
    """An index on a period that is not there."""

    code = "explore.no-base"
    message = Text(
        "Periode dasar “{base}” tidak ada dalam data ini.", "There is no base period “{base}” in these data."
    )
    hint = Text("Periode yang ada: {known}.", "The periods are: {known}.")


class NoChart(Invalid):
    """Figures that are not drawn."""

    code = "explore.no-chart"
    message = Text("Terlalu banyak yang berbeda untuk satu gambar.", "Too much varies for a single picture.")
    hint = Text(
        "Sisakan paling banyak dua hal di baris dan kolom, salah satunya paling banyak enam kode.",
        "Leave at most two things in rows and columns, one of them with at most six codes.",
    )


class NoMap(Invalid):
    """Figures without areas, or areas without a place."""

    code = "explore.no-map"
    message = Text(
        "Data ini tidak dapat dipetakan: wilayahnya hanya satu, atau letaknya belum diketahui.",
        "These data make no map: there is one area only, or where the areas lie is not known.",
    )
    hint = Text("Lihat tabel atau grafiknya.", "See the table or the chart.")


class TooManyAreas(TooMuch):
    """A map with more areas than can be told apart."""

    code = "explore.too-many-areas"
    message = Text(
        "Peta ini punya {areas} wilayah; paling banyak {most}.", "This map has {areas} areas; at most {most}."
    )
    hint = Text(
        "Gabungkan ke tingkat wilayah yang lebih tinggi, atau pilih satu bagian wilayah.",
        "Put them together to a higher level, or choose a part of the area.",
    )
