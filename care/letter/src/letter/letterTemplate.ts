/**
 * A letter on A4, in Typst, black on white. Everything in words comes in as JSON and stands there as text: nothing that
 * people typed is read as markup.
 */
export const LETTER_TEMPLATE = `
#let d = json(bytes(sys.inputs.data))
#let lines(words) = words.split("\\n").map(line => [#line]).join(linebreak())
#let (year, month, day, hour, minute) = d.made
#set document(
  title: d.title,
  date: datetime(year: year, month: month, day: day, hour: hour, minute: minute, second: 0),
)
#set text(lang: d.lang, size: 10.5pt, font: ("Libertinus Serif", "New Computer Modern"))
#set par(leading: 0.6em, spacing: 0.7em)
#set page(
  paper: "a4",
  margin: (x: 2.2cm, top: 1.8cm, bottom: 2cm),
  footer: context [
    #set text(size: 8.5pt)
    #d.footer.confidential
    #h(1fr)
    #d.footer.page #counter(page).display() #d.footer.of #counter(page).final().first()
  ],
)
#show heading.where(level: 1): set text(size: 17pt)
#show heading.where(level: 2): set text(size: 12pt)
#show heading.where(level: 2): set block(above: 1.3em, below: 0.6em)
#show heading.where(level: 3): set text(size: 10.5pt)
#show heading.where(level: 3): set block(above: 0.9em, below: 0.4em)

#let said(one) = {
  let own = if one.at("strong", default: false) [*#lines(one.text)*] else [#lines(one.text)]
  let words = if "quoted" in one {
    let given = if one.bare [#lines(one.quoted)] else [“#lines(one.quoted)”]
    if "language" in one { text(lang: one.language, given) } else { given }
  }
  if one.text != "" and words != none [#own #words] else if words != none [#words] else [#own]
}

= #d.title

#for fact in d.facts [
  / #fact.at(0): #lines(fact.at(1))
]

#for notice in d.notices [
  #block(inset: 6pt, stroke: 1.2pt, width: 100%)[*#notice*]
]

#if d.greeting != "" [ #par[#d.greeting] ]

#for section in d.sections [
  == #section.title
  #if "intro" in section [ #par[#section.intro] ]
  #for item in section.items [
    #if "name" in item [ === #item.name ]
    #for line in item.lines [ #par[#said(line)] ]
  ]
  #if "wordsBy" in section [ #par[#emph(section.wordsBy)] ]
  #if "words" in section [ #par[#lines(section.words)] ]
]

#v(0.8em)
#for line in d.closing [ #par[#line] ]
`;
