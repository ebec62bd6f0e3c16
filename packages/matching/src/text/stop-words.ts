/** Words of English that say nothing about what a text is about. */
export const ENGLISH_STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above across after again against all also am among an and any are as at be because been before being below
  between both but by can could did do does doing down during each either else ever every few for from further had has
  have having he her here hers him his how i if in into is it its itself just least less like many may me might more most
  much must my near neither no nor not of off on once one only onto or other others our ours out over own per same shall
  she should since so some still such than that the their theirs them then there these they this those through to
  together too toward towards under until up upon us very via was we well were what when where whether which while who
  whom whose why will with within without would yet you your yours two three four five six seven eight nine ten first
  second third`.split(/\s+/),
);

/** Words of Dutch that say nothing about what a text is about. */
export const DUTCH_STOP_WORDS: ReadonlySet<string> = new Set(
  `aan al alle alleen als altijd ander andere anders beide bij binnen boven buiten daar daarna dan dat de der deze die dit
  doen door drie dus een eens elk elke elkaar elkaars en er erg eerste geen had hadden heb hebben heeft het hen hem hier
  hij hoe hun ieder iedere iemand iets ik in is ja je juist kan konden kunnen maar maken maakt maken me meer men met mijn
  moet moeten na naar naast niet niets nog nu of om omdat onder ons onze ook op over per samen sinds te tegen ten ter
  tijdens toch tot tussen twee uit uw van vanaf veel via vier vijf voor vooral waar wanneer waren was wat we wel welk welke
  werd werden weer wie wij wil willen word worden wordt zal ze zelf zich zij zijn zo zoals zodat zonder zou zouden zowel
  zes tien`.split(/\s+/),
);

/**
 * What nearly every proposal says, whatever it is about: such a word counts as if it stood in a third of all texts, also
 * while there are few texts to count in.
 */
export const COMMON_WORDS: readonly string[] =
  `project program programme initiative initial partner partnership collaborate cooperate consortium aim goal objective
  develop improve support strengthen provide study research education educational care health patient people person year
  month week day work university hospital institute institution centre department region regional country international
  global national local new result impact activity action proposal topic expect outcome include use base contribute ensure
  address need relevant member set build create make start follow compare exchange training teaching learn student nurse
  doctor staff team medical clinical quality method approach data analysis effect european europe dutch netherlands
  innovation framework objective scope share joint effort offer increase reduce lead good best different important possible
  specific home group high low own long early late both part time take give help show find know look want change`.split(
    /\s+/,
  );
