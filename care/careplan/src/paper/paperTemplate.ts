/**
 * A plan on A4, in Typst, black on white. Everything in words comes in as JSON and stands there as text: nothing that
 * people recorded is read as markup.
 */
export const PAPER_TEMPLATE = `
#let d = json(bytes(sys.inputs.data))
#let lines(words) = words.split("\\n").map(line => [#line]).join(linebreak())
#let (year, month, day, hour, minute) = d.made
#set document(
  title: d.title + " – " + d.who,
  date: datetime(year: year, month: month, day: day, hour: hour, minute: minute, second: 0),
)
#set text(lang: d.lang, size: 10.5pt, font: ("Libertinus Serif", "New Computer Modern"))
#set par(leading: 0.6em, spacing: 0.65em)
#set page(
  paper: "a4",
  margin: (x: 2cm, top: 1.6cm, bottom: 1.9cm),
  footer: context [
    #set text(size: 8.5pt)
    #d.footer.edition
    #h(1fr)
    #d.footer.page #counter(page).display() #d.footer.of #counter(page).final().first()
  ],
)
#show heading.where(level: 1): set text(size: 18pt)
#show heading.where(level: 2): it => block(above: 1.4em, below: 0.6em, stroke: (top: 0.8pt), inset: (top: 0.45em), width: 100%, it.body)
#show heading.where(level: 3): set text(size: 10.5pt)
#show heading.where(level: 3): set block(above: 0.9em, below: 0.45em)

#let said(one) = {
  let own = if one.at("strong", default: false) [*#lines(one.text)*] else [#lines(one.text)]
  let words = if "quoted" in one {
    let given = [“#lines(one.quoted)”]
    if "language" in one { text(lang: one.language, given) } else { given }
  }
  if one.text != "" and words != none [#own #words] else if words != none [#words] else [#own]
}

= #d.title

*#d.who* #h(0.6em) #d.about

#for notice in d.notices [
  #block(inset: 6pt, stroke: 1.2pt, width: 100%)[*#notice*]
]
#for line in d.lines [ #par[#line] ]

#for section in d.sections [
  == #section.title
  #for item in section.items [
    #if "name" in item [ === #item.name ]
    #for line in item.lines [ #par[#said(line)] ]
  ]
]
`;
