/**
 * A plan on A4, in Typst, black on white. Everything in words comes in as JSON and stands there as text: nothing that
 * people recorded is read as markup. Short items stand in two columns, and are read row by row.
 */
export const PAPER_TEMPLATE = `
#let d = json(bytes(sys.inputs.data))
#let lines(words) = words.split("\\n").map(line => [#line]).join(linebreak())
#let (year, month, day, hour, minute) = d.made
#let size = d.at("size", default: 10.5) * 1pt
#set document(
  title: d.title + " – " + d.who,
  date: datetime(year: year, month: month, day: day, hour: hour, minute: minute, second: 0),
)
#set text(lang: d.lang, size: size, font: ("Libertinus Serif", "New Computer Modern"))
#set par(leading: 0.55em, spacing: 0.6em)
#set page(
  paper: "a4",
  margin: (x: 1.7cm, top: 1.4cm, bottom: 1.6cm),
  footer: context [
    #set text(size: 8.5pt)
    #d.footer.edition
    #h(1fr)
    #d.footer.page #counter(page).display() #d.footer.of #counter(page).final().first()
  ],
)
#show heading.where(level: 1): set text(size: 1.6em)
#show heading.where(level: 2): it => block(above: 1.1em, below: 0.5em, stroke: (top: 0.8pt), inset: (top: 0.4em), width: 100%, sticky: true, text(size: 1.1em, it.body))
#show heading.where(level: 3): set text(size: 1em)
#show heading.where(level: 3): set block(above: 0.8em, below: 0.4em)

// What was recorded between quotation marks has its own.
#let marks = ("\\"", "“", "„", "«", "‘", "'")
#let said(one) = {
  let own = if one.at("strong", default: false) [*#lines(one.text)*] else [#lines(one.text)]
  let words = if "quoted" in one {
    let has-marks = marks.any(mark => one.quoted.starts-with(mark))
    let given = if has-marks { lines(one.quoted) } else [“#lines(one.quoted)”]
    if "language" in one { text(lang: one.language, given) } else { given }
  }
  if one.text != "" and words != none [#own #words] else if words != none [#words] else [#own]
}
#let item(each) = [
  #if "name" in each [ === #each.name ]
  #for line in each.lines [ #par[#said(line)] ]
]

#let code = d.at("check", default: none)
#if code == none [
  = #d.title

  *#d.who* #h(0.6em) #d.about
] else [
  #place(top + right, link(code.address, image(bytes(code.picture), format: "svg", width: 2.6cm, alt: code.label)))
  #block(width: 100% - 3.3cm, height: 2.5cm)[
    = #d.title

    *#d.who* #h(0.6em) #d.about

    #par[#text(size: 8.5pt)[#code.words]]
  ]
]

#for notice in d.notices [
  #block(inset: 5pt, stroke: 1.2pt, width: 100%)[*#notice*]
]
#for line in d.lines [ #par[#line] ]

#for section in d.sections [
  == #section.title
  #if section.at("columns", default: 1) == 2 [
    #grid(columns: (1fr, 1fr), column-gutter: 0.7cm, row-gutter: 1em, ..section.items.map(each => block(width: 100%, item(each))))
  ] else [
    #for each in section.items [ #item(each) ]
  ]
]
`;
