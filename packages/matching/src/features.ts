import type { Candidate } from './candidates.ts';
import { FIRST_WORD_BIT, type OrganisationStore, SHOWN, TYPE_BITS, WORD_BITS } from './organisation-store.ts';
import type { QueryText, Term } from './query-text.ts';
import { RIVAL_MEASURES, rivalMeasures } from './rivals.ts';

/** What is measured of a candidate, in this order; the weights of the model follow it. */
export const FEATURES = [
  'coverage',
  'matchedWeight',
  'matchedWords',
  'missingWeight',
  'missingKind',
  'gapWeight',
  'gapKind',
  'breaks',
  'disorder',
  'unlike',
  'leftWeight',
  'leftKind',
  'rightWeight',
  'rightKind',
  'wholeSegment',
  'restWeight',
  'acronym',
  'acronymLength',
  'shownName',
  'spelt',
  'twice',
  'invertedBare',
  'rightOf',
  'leftBare',
  'breaksAndLeft',
  'acronymOfKind',
  ...WORD_BITS,
  'country',
  'countryNamed',
  'city',
  'region',
  ...RIVAL_MEASURES,
  'position',
  'segmentsBehind',
  'education',
  'healthcare',
  'company',
  'government',
  'facility',
  'funder',
  'nonprofit',
  'inactive',
  'nameOnly',
  'inGrid',
  'prominence',
  'names',
  'children',
  'kindMatched',
  'words',
] as const;

/** The measures of each candidate of a text. */
export function featuresOf(
  candidates: readonly Candidate[],
  text: QueryText,
  store: OrganisationStore,
): Float32Array[] {
  return candidates.map((candidate) =>
    Float32Array.from([
      ...ofAlignment(candidate, text, store),
      ...ofEvidence(candidate, text),
      ...rivalMeasures(candidate, candidates, store),
      ...ofPosition(candidate, text),
      ...ofOrganisation(candidate),
      ...ofText(candidate, text),
    ]),
  );
}

function ofAlignment(candidate: Candidate, text: QueryText, store: OrganisationStore): number[] {
  const { alignment } = candidate;
  const left = besides(text, alignment.from - 1, text.terms[alignment.from]?.segment ?? 0, -1);
  const right = besides(text, alignment.to, text.terms[alignment.to - 1]?.segment ?? 0, 1);
  const bits = store.nameBits.at(alignment.name);
  const rest = restOfSegments(text, alignment.from, alignment.to);
  return [
    alignment.coverage,
    alignment.matchedWeight,
    alignment.matchedWords,
    alignment.missingWeight,
    Number(alignment.missingKind),
    alignment.gapWeight,
    Number(alignment.gapKind),
    alignment.breaks,
    alignment.disorder ? 1 + Math.min(1, alignment.breaks) : 0,
    alignment.unlike,
    left?.weight ?? 0,
    Number(left?.isKind ?? false),
    right?.weight ?? 0,
    Number(right?.isKind ?? false),
    Number(rest === 0),
    Math.min(60, rest),
    Number(candidate.acronym),
    candidate.acronym ? (store.nameTexts[alignment.name]?.length ?? 0) : 0,
    Number((bits & SHOWN) !== 0),
    Number(candidate.spelt),
    Number(candidate.twice),
    Number(alignment.disorder && !hasSmallWord(text, candidate)),
    ...ofNeighbours(candidate, text, left, right),
    ...WORD_BITS.map((_, n) => Number((bits & (FIRST_WORD_BIT << n)) !== 0)),
  ];
}

function ofNeighbours(
  { alignment, fromWord, toWord, acronym, organisation }: Candidate,
  text: QueryText,
  left: Term | undefined,
  right: Term | undefined,
): number[] {
  const isBare = left !== undefined && left.word === fromWord - 1;
  return [
    right !== undefined &&
    right.word > toWord &&
    right.word <= toWord + 2 &&
    (text.words[toWord]?.meanings.length ?? 1) === 0
      ? right.weight
      : 0,
    isBare ? left.weight : 0,
    alignment.breaks > 0 ? (left?.weight ?? 0) : 0,
    Number(acronym && right?.meaning === 'university' && (organisation.types & 1) !== 0),
  ];
}

function hasSmallWord(text: QueryText, { fromWord, toWord }: Candidate): boolean {
  return text.words.slice(fromWord, toWord).some(({ meanings }) => meanings.length === 0);
}

/** The word beside a name in the same part of the text, when it is not of a place. */
function besides(text: QueryText, at: number, segment: number, step: number): Term | undefined {
  const term = text.terms[at];
  if (term === undefined || term.segment !== segment) return;
  return term.isPlace ? besides(text, at + step, segment, step) : term;
}

function restOfSegments(text: QueryText, from: number, to: number): number {
  const first = text.terms[from]?.segment ?? 0;
  const last = text.terms[to - 1]?.segment ?? 0;
  let rest = 0;
  for (const [n, term] of text.terms.entries()) {
    if (term.segment >= first && term.segment <= last && (n < from || n >= to) && !term.isPlace)
      rest += term.weight;
  }
  return rest;
}

function ofEvidence({ evidence }: Candidate, text: QueryText): number[] {
  const named = text.mentions.some(({ country }) => country !== undefined);
  return [evidence.country, Number(named), evidence.city, Number(evidence.region)];
}

function ofPosition({ alignment }: Candidate, text: QueryText): number[] {
  const last = text.terms.at(-1)?.segment ?? 0;
  const own = text.terms[alignment.to - 1]?.segment ?? 0;
  return [text.terms[alignment.from]?.segment ?? 0, last - own];
}

function ofOrganisation({ organisation }: Candidate): number[] {
  const has = (type: string) => Number((organisation.types & (TYPE_BITS[type] ?? 0)) !== 0);
  return [
    ...['education', 'healthcare', 'company', 'government', 'facility', 'funder', 'nonprofit'].map(has),
    Number(organisation.status === 'inactive'),
    Number(organisation.status === 'name-only'),
    Number(organisation.inGrid),
    organisation.prominence,
    organisation.endName - organisation.firstName,
    Math.log1p(organisation.children.length),
  ];
}

function ofText({ alignment }: Candidate, text: QueryText): number[] {
  const kinds = text.terms.slice(alignment.from, alignment.to).filter(({ isKind }) => isKind).length;
  return [kinds, text.terms.length];
}
