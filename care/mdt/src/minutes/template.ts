/**
 * Minutes on A4, in Typst. Everything in words comes in as JSON, and stands there as text: nothing that people typed is
 * read as markup.
 */
export const TEMPLATE = `
#let d = json(bytes(sys.inputs.data))
#let lines(words) = words.split("\\n").map(line => [#line]).join(linebreak())
#set document(title: d.title, date: none)
#set text(lang: d.lang, size: 10.5pt, font: ("Libertinus Serif", "New Computer Modern"))
#set par(leading: 0.62em)
#set page(
  paper: "a4",
  margin: (x: 2.2cm, top: 2cm, bottom: 2.2cm),
  footer: context [
    #set text(size: 8.5pt)
    #d.footer.confidential
    #h(1fr)
    #d.footer.page #counter(page).display() #d.footer.of #counter(page).final().first()
  ],
)
#show heading.where(level: 1): set text(size: 18pt)
#show heading.where(level: 2): it => block(above: 1.6em, below: 0.6em, stroke: (top: 0.6pt), inset: (top: 0.5em), width: 100%, it.body)
#show heading.where(level: 3): set text(size: 10.5pt)

= #d.title

#for fact in d.facts [
  / #fact.at(0): #lines(fact.at(1))
]

#for notice in d.notices [
  #block(inset: 6pt, stroke: 0.8pt, width: 100%)[*#notice*]
]

#let said(all) = for one in all [
  #block(breakable: true)[#emph(one.by) #linebreak() #lines(one.words)]
]

#for p in d.patients [
  == #p.name
  #if p.about != "" [ #p.about ]

  #if p.reasons.len() > 0 [
    === #d.words.why
    #list(..p.reasons.map(lines))
  ]
  #if "note" in p [ #block[#emph(lines(p.note))] ]
  #if p.said.len() > 0 [
    === #d.words.said
    #said(p.said)
  ]
  #if p.decisions.len() > 0 [
    === #d.words.decisions
    #table(
      columns: (1fr, 30%, 18%),
      stroke: 0.5pt,
      table.header([*#d.words.what*], [*#d.words.owner*], [*#d.words.due*]),
      ..p.decisions.map(each => (lines(each.what), [#each.owner], [#each.due])).flatten(),
    )
  ]
  #if p.additions.len() > 0 [
    === #d.words.additions
    #said(p.additions)
  ]
]
`;
