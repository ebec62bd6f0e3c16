/** A family name, taken apart for comparing. */
export interface Surname {
  /** Prefixes in order, for instance `van der`; empty where there are none. */
  readonly prefix: string;
  readonly core: string;
}

const PREFIXES: ReadonlySet<string> = new Set(
  "van von vande vander vanden de der den des het t 't te ten ter du la le les da di do dos del della el al op in aan bij onder over uit voor d l s 's".split(
    ' ',
  ),
);

const ABBREVIATED: ReadonlyMap<string, string> = new Map([
  ['v', 'van'],
  ['vd', 'van de*'],
  ['v.d', 'van de*'],
]);

/**
 * The names that a family name is made of, folded: lower case, no accents, `ij` as `y`. A double name
 * (`Jansen-de Vries`) is two; `Berg, van der` is `van der Berg`; `v.d. Berg` leaves open which article it was.
 */
export function surnamesOf(familyName: string): Surname[] {
  const text = folded(familyName);
  const turned = /^([^,]+),\s*(.+)$/.exec(text);
  const whole = turned ? `${turned[2]} ${turned[1]}` : text;
  return whole
    .split(/\s*[-–—/]\s*/)
    .map(single)
    .filter(({ core }) => core !== '');
}

/** How two family names agree: the same, the same but for the prefix, or not. Gives what they share, folded. */
export function sharedSurname(
  one: string,
  other: string,
): { readonly name: string; readonly exact: boolean } | undefined {
  const others = surnamesOf(other);
  let alike: string | undefined;
  for (const mine of surnamesOf(one)) {
    for (const theirs of others) {
      if (mine.core !== theirs.core) continue;
      if (samePrefix(mine.prefix, theirs.prefix))
        return { name: keyOf(mine.prefix.endsWith('*') ? theirs : mine), exact: true };
      alike = mine.core;
    }
  }
  return alike === undefined ? undefined : { name: alike, exact: false };
}

/** The folded form under which a name is counted, for instance `van der berg`. */
export function keyOf({ prefix, core }: Surname): string {
  return prefix === '' ? core : `${prefix.replace('*', '')} ${core}`;
}

function folded(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’`´]/g, "'")
    .replace(/ß/g, 'ss')
    .replace(/[øö]/g, 'o')
    .replace(/ij/g, 'y')
    .replace(/\s+/g, ' ')
    .trim();
}

function single(name: string): Surname {
  const words = name
    .replace(/'(?=\p{L}{3})/gu, "' ")
    .split(' ')
    .map((word) => word.replace(/\.$/, ''))
    .filter((word) => word !== '');
  let at = 0;
  while (at < words.length - 1 && isPrefix(words[at] ?? '')) at += 1;
  const prefix = words.slice(0, at).map((word) => ABBREVIATED.get(word) ?? word.replace(/'/g, ''));
  return { prefix: prefix.join(' '), core: words.slice(at).join(' ').replace(/'/g, '') };
}

function isPrefix(word: string): boolean {
  return PREFIXES.has(word) || PREFIXES.has(word.replace(/'/g, '')) || ABBREVIATED.has(word);
}

/** `van de*` stands for van de, van der and van den. */
function samePrefix(one: string, other: string): boolean {
  if (one === other) return true;
  const open = [one, other].find((prefix) => prefix.endsWith('*'));
  if (open === undefined) return false;
  const known = open === one ? other : one;
  return known.startsWith(open.slice(0, -1));
}
