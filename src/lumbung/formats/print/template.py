"""The one Typst template. It reads the whole document as JSON, so no text can be taken for markup."""

from __future__ import annotations

TEMPLATE = r"""
#let d = json(bytes(sys.inputs.document))
#let ink = rgb("#17211B")
#let soft = rgb("#55615A")
#let hairline = rgb("#E4DFD2")
#let daun = rgb("#0E6B4F")
#let tint = rgb("#E4F0E8")
#let bata = rgb("#A63A24")

#set document(title: d.title, author: d.author, description: d.title, date: none)
#let families = ("Plus Jakarta Sans", "Libertinus Serif", "DejaVu Sans Mono")
#set text(lang: d.language, font: families, size: 9.5pt, fill: ink, hyphenate: true)
#set par(leading: 0.62em, spacing: 0.9em)
#set page(
  paper: "a4",
  margin: (x: 2cm, top: 2cm, bottom: 2.2cm),
  footer: context {
    set text(size: 8pt, fill: soft)
    let last = counter(page).final().first()
    grid(columns: (1fr, auto), column-gutter: 1em, d.footer, [#d.page #counter(page).display() #d.of #last])
  },
)
#show heading: set text(fill: ink, weight: 700)
#show heading.where(level: 1): set text(size: 17pt)
#show heading.where(level: 2): set text(size: 11.5pt, fill: daun)
#show heading.where(level: 3): set text(size: 10pt)
#show figure: set block(breakable: true)
#show figure: set align(left)
#show figure.caption: set align(left)
#show figure.caption: set text(size: 8.5pt, fill: soft)
#set figure.caption(position: top)
#show heading: set block(above: 1.5em, below: 0.7em, sticky: true)

#let lines(text) = text.split("\n").join(linebreak())

#let cells(part) = {
  let columns = part.columns.len()
  table(
    columns: part.widths.map(share => share * 1fr),
    stroke: (x, y) => (bottom: if y == 0 { 0.9pt + daun } else { 0.5pt + hairline }),
    fill: (x, y) => if y == 0 { tint },
    inset: (x: 5pt, y: 4.5pt),
    align: left + top,
    table.header(..part.columns.map(name => text(weight: 600, size: 8.5pt, lines(name)))),
    ..part.rows.flatten().map(cell => text(size: 8.5pt, lines(cell))),
  )
}

#let drawn(part) = {
  if part.kind == "heading" {
    heading(level: part.level + 1, part.text)
  } else if part.kind == "paragraph" {
    if part.tone == "notice" {
      let edge = (left: 2.5pt + bata)
      block(stroke: edge, inset: (left: 8pt, y: 3pt), text(fill: bata, weight: 600, lines(part.text)))
    } else {
      par(text(fill: if part.tone == "quiet" { soft } else { ink }, lines(part.text)))
    }
  } else if part.kind == "facts" {
    grid(
      columns: (34%, 1fr),
      inset: (y: 4pt, right: 10pt),
      stroke: (bottom: 0.5pt + hairline),
      ..part.pairs.map(pair => (text(fill: soft, lines(pair.at(0))), lines(pair.at(1)))).flatten(),
    )
  } else if part.kind == "grid" {
    if part.caption == "" { cells(part) } else {
      let named = (caption: part.caption, alt: part.caption)
      figure(cells(part), ..named, kind: table, supplement: none, numbering: none)
    }
  } else if part.kind == "signature" {
    block(breakable: false, above: 2.5em, {
      if part.place != "" { par(lines(part.place)) }
      grid(
        columns: (1fr,) * calc.min(3, part.roles.len()),
        column-gutter: 16pt,
        row-gutter: 18pt,
        ..part.roles.zip(part.names).map(((role, name)) => block(breakable: false, {
          lines(role)
          v(2.2cm)
          line(length: 100%, stroke: 0.6pt + soft)
          v(-0.5em)
          text(size: 8.5pt, if name == "" { d.name } else { name })
        })),
      )
    })
  }
}

= #d.title
#line(length: 100%, stroke: 1.4pt + daun)
#for part in d.parts { drawn(part) }
"""
