/** Suffixes of English in the order in which they are tried, with what must be left of the word and what takes their place. */
const ENGLISH_SUFFIXES: readonly (readonly [suffix: string, left: number, instead: string])[] = [
  ['izations', 4, ''],
  ['ization', 4, ''],
  ['ational', 4, ''],
  ['fulness', 3, ''],
  ['iveness', 4, ''],
  ['ations', 4, ''],
  ['ation', 4, ''],
  ['ments', 4, ''],
  ['ment', 4, ''],
  ['ities', 4, ''],
  ['ical', 4, 'ic'],
  ['tions', 4, 't'],
  ['tion', 4, 't'],
  ['ness', 4, ''],
  ['ians', 4, ''],
  ['ian', 5, ''],
  ['ists', 4, ''],
  ['ist', 5, ''],
  ['ings', 3, ''],
  ['ing', 3, ''],
  ['izes', 4, ''],
  ['ized', 4, ''],
  ['ize', 4, ''],
  ['ives', 5, ''],
  ['ive', 5, ''],
  ['ity', 4, ''],
  ['ies', 3, 'y'],
  ['ers', 4, ''],
  ['er', 5, ''],
  ['al', 5, ''],
  ['ic', 5, ''],
  ['ed', 3, ''],
  ['ly', 4, ''],
  ['es', 3, ''],
  ['s', 3, ''],
];

function withoutSuffix(word: string): string {
  if (word.endsWith('ss') || word.endsWith('us') || word.endsWith('is')) return word;
  for (const [suffix, left, instead] of ENGLISH_SUFFIXES)
    if (word.endsWith(suffix) && word.length - suffix.length >= left)
      return word.slice(0, -suffix.length) + instead;
  return word;
}

/** One spelling where British and American English have two. */
function oneSpelling(word: string): string {
  return word
    .replaceAll('ae', 'e')
    .replace(/^oe(?=[dst])/, 'e')
    .replace(/our(?=s?$|ed$|ing$|al$)/, 'or')
    .replace(/is(?=ation|ed$|ing$|es$|e$)/, 'iz')
    .replace(/tre(?=s?$)/, 'ter')
    .replace(/mme(?=s?$)/, 'm');
}

/**
 * Brings forms of one English word together, lightly: `nurses` and `nursing` are one. It also joins some that only begin
 * alike, such as `university` and `universal`; they are common words and count little. Expects lower case without accents.
 */
export function englishStem(word: string): string {
  if (word.length < 4) return word;
  const stem = withoutSuffix(oneSpelling(word));
  const plain = stem.length > 3 ? stem.replace(/(?:e|y)$/, '').replace(/i$/, '') : stem;
  return plain.replace(/([bdglmnprt])\1$/, '$1');
}

/** Endings in which Dutch and English words of one origin differ, with what English writes. */
const SHARED_ORIGIN: readonly (readonly [RegExp, string])[] = [
  [/aties?$/, 'ation'],
  [/(?:iteit|iteiten)$/, 'ity'],
  [/ties?$/, 'tion'],
  [/logie(?:en|s)?$/, 'logy'],
  [/logisch(?:e)?$/, 'logic'],
  [/isch(?:e)?$/, 'ic'],
  [/grafie(?:en|s)?$/, 'graphy'],
  [/pathie(?:en)?$/, 'pathy'],
  [/apie(?:en|s)?$/, 'apy'],
  [/iek(?:en)?$/, 'ic'],
  [/ieken$/, 'ic'],
  [/ieve?$/, 'ive'],
  [/ele$|eel$/, 'al'],
  [/ologen$|oloog$/, 'ologist'],
  [/atoren$|ator$/, 'ator'],
  [/entie$|enties$/, 'ence'],
  [/antie$|anties$/, 'ance'],
  [/ent(?:en)?$/, 'ent'],
  [/isten$/, 'ist'],
  [/ose$/, 'osis'],
  [/emie$/, 'emia'],
];

/** A Dutch word as English would spell one of the same origin: `oncologie` as `oncology`, `registratie` as `registration`. */
export function asEnglishSpelling(word: string): string {
  for (const [ending, instead] of SHARED_ORIGIN)
    if (ending.test(word) && word.length > 5) return withoutDutchSpelling(word.replace(ending, instead));
  return withoutDutchSpelling(word);
}

function withoutDutchSpelling(word: string): string {
  return word
    .replace(/^k(?=[alor])/, 'c')
    .replace(/(?<=[aeio])k(?=[ao])/g, 'c')
    .replace(/kt(?=i|e|o)/g, 'ct')
    .replaceAll('fys', 'phys')
    .replaceAll('foto', 'photo')
    .replace(/^farm/, 'pharm')
    .replace(/ij/g, 'y');
}

/** The forms of a Dutch word that a word list may hold: itself, then without an ending of plural, verb or adjective. */
export function dutchForms(word: string): readonly string[] {
  const forms = [word];
  const add = (ending: RegExp, instead = '') => {
    if (ending.test(word) && word.length > 4) forms.push(word.replace(ending, instead));
  };
  add(/s$/);
  add(/en$/);
  add(/e$/);
  add(/n$/);
  add(/ers$/, 'er');
  add(/heden$/, 'heid');
  add(/([bdfgklmnprst])\1en?$/, '$1');
  add(/v(?:en|e)$/, 'f');
  add(/z(?:en|e)$/, 's');
  const open = /^(.*[^aeiou])([aeou])([bcdfgklmnprstvz])(?:en|e)$/.exec(word);
  if (open) forms.push(`${open[1]}${open[2]}${open[2]}${open[3]}`.replace(/v$/, 'f').replace(/z$/, 's'));
  return forms;
}
