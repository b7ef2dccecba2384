"""What is told when another portal cannot be read."""

from __future__ import annotations

from lumbung.vocabulary.problems import Conflict, Invalid, NotFound, Problem, TooMuch
from lumbung.vocabulary.words import Text


class SourceUnknown(NotFound):
    """No source has this code."""

    code = "harvest.source-unknown"
    message = Text("Tidak ada sumber “{source}”.", "There is no source “{source}”.")
    hint = Text("Lihat daftar sumber himpunan.", "See the list of sources.")


class EntryUnknown(NotFound):
    """The source has no such dataset, or it has no figures here."""

    code = "harvest.entry-unknown"
    message = Text("Sumber {source} tidak punya “{entry}” di sini.", "{source} has no “{entry}” here.")
    hint = Text("Lihat daftar data dari sumber itu.", "See the list of data of that source.")


class SourceTaken(Conflict):
    """The code or the address is that of another source."""

    code = "harvest.source-taken"
    message = Text(
        "Sumber “{source}” atau alamatnya sudah ada.",
        "The source “{source}” or its address is taken.",
    )
    hint = Text("Pilih kode lain, atau ubah sumber yang ada.", "Choose another code, or change that source.")


class AddressUnfit(Invalid):
    """An address that is not of the open web."""

    code = "harvest.address"
    message = Text("{address} tidak dapat dihimpun: {why}", "{address} cannot be harvested: {why}")
    hint = Text(
        "Pakai alamat http atau https yang terbuka. Portal di jaringan dalam harus disebut pengelola dalam"
        " LUMBUNG_HARVEST_NEAR.",
        "Use an open http or https address. A portal of the inner network must be named by the"
        " administrator in LUMBUNG_HARVEST_NEAR.",
    )


class NotYetLooked(Conflict):
    """Nobody has seen what would come in."""

    code = "harvest.not-yet-looked"
    message = Text(
        "Belum ada yang melihat apa yang akan masuk dari {source}.",
        "Nobody has looked yet at what would come in from {source}.",
    )
    hint = Text("Lihat dahulu, lalu ambil.", "Look first, then take it in.")


class PortalSilent(Problem):
    """The portal did not answer, or broke off."""

    code = "harvest.silent"
    http_status = 502
    message = Text("{host} tidak menjawab: {why}", "{host} does not answer: {why}")
    hint = Text(
        "Dicoba lagi pada jadwal berikutnya; bila terus begini, hubungi pengelola portal itu.",
        "It is tried again at the next turn; if it stays so, ask those who run that portal.",
    )


class PortalRefuses(Problem):
    """The portal answers with a fault, or asks robots to stay away."""

    code = "harvest.refused"
    http_status = 502
    message = Text("{host} menolak: {why}", "{host} refuses: {why}")
    hint = Text("Periksa alamatnya, atau minta izin pengelolanya.", "Check the address, or ask for leave.")


class AnswerTooLarge(TooMuch):
    """The answer goes on and on."""

    code = "harvest.too-large"
    message = Text(
        "Jawaban {host} melebihi {most} bita atau {seconds} detik.",
        "The answer of {host} is over {most} bytes or {seconds} seconds.",
    )


class CatalogueEndless(TooMuch):
    """More pages or datasets than a portal can have."""

    code = "harvest.endless"
    message = Text("Katalog {source} tidak ada habisnya.", "The catalogue of {source} has no end.")


class CatalogueShrunk(Conflict):
    """Most of what was there is gone: more likely a fault than a decision."""

    code = "harvest.shrunk"
    message = Text(
        "{source} kini hanya memuat {now} dari {before} dataset; tidak ada yang diubah.",
        "{source} now has only {now} of {before} datasets; nothing was changed.",
    )
    hint = Text(
        "Bila memang benar, lihat dahulu lalu ambil dengan tangan.",
        "If that is right, look first and take it in by hand.",
    )


class FiguresDiffer(Conflict):
    """What came is not what the other house says it has."""

    code = "harvest.figures-differ"
    message = Text(
        "Angka {edition} tidak sama dengan di sumbernya: {what} di sana {there}, di sini {here}.",
        "The figures of {edition} are not those of the source: {what} there {there}, here {here}.",
    )
    hint = Text("Tidak ada yang disimpan; dicoba lagi.", "Nothing was kept; it is tried again.")
