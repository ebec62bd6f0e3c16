import type { Iia, IiaCondition, LanguageSkill, SubjectArea } from './iia.ts';

/** Fields of a condition that two sides have to agree on, by the name that a screen has words for. */
export const COMPARED_FIELDS = [
  'sendingOunitId',
  'receivingOunitId',
  'firstYear',
  'lastYear',
  'mobilitiesPerYear',
  'languages',
  'subjectAreas',
  'otherInfoTerms',
  'totalMonths',
  'blended',
  'eqf',
  'totalDays',
] as const;

export type ComparedField = (typeof COMPARED_FIELDS)[number];

/** One field that differs, as each side has it; absent where a side does not say it. */
export interface FieldDifference {
  readonly field: ComparedField;
  readonly ours?: string;
  readonly theirs?: string;
}

/** A condition of ours beside the one of theirs that means the same flow, or one that only one side has. */
export interface ConditionPair {
  readonly ours?: IiaCondition;
  readonly theirs?: IiaCondition;
  readonly differences: readonly FieldDifference[];
}

/** What two copies of one agreement say, side by side. */
export interface IiaComparison {
  /** Whether both mean the same: then each may approve the other's copy. */
  readonly same: boolean;
  readonly pairs: readonly ConditionPair[];
  /** The two copies are not of the same two institutions, or one does not know the other's identifier. */
  readonly identities: readonly ('other-partners' | 'our-id-unknown-to-them' | 'their-id-unknown-to-us')[];
  /** Only one side calls the agreement terminated. */
  readonly terminationDiffers: boolean;
}

/**
 * Compares our copy with a partner's by what they mean: spelling of numbers and of language codes, the order of levels
 * and fields, contacts and empty texts make no difference (as the comparison of the IIAs API v7 has it). Conditions are
 * laid beside each other by kind and direction, the closest first.
 */
export function compareIias(ours: Iia, theirs: Iia): IiaComparison {
  const pairs = pairConditions(ours.conditions, theirs.conditions);
  const identities = identityFindings(ours, theirs);
  const terminationDiffers = ours.terminatedAsAWhole !== theirs.terminatedAsAWhole;
  const same = pairs.every(isSame) && identities.length === 0 && !terminationDiffers;
  return { same, pairs, identities, terminationDiffers };
}

const isSame = ({ ours, theirs, differences }: ConditionPair) =>
  ours !== undefined && theirs !== undefined && differences.length === 0;

function identityFindings(ours: Iia, theirs: Iia): IiaComparison['identities'] {
  const [we, they] = ours.partners;
  const [them, us] = theirs.partners;
  if (we.heiId !== us.heiId || they.heiId !== them.heiId) return ['other-partners'];
  return [
    ...(us.iiaId === we.iiaId ? [] : (['our-id-unknown-to-them'] as const)),
    ...(they.iiaId === them.iiaId ? [] : (['their-id-unknown-to-us'] as const)),
  ];
}

const flowOf = ({ kind, sendingHeiId, receivingHeiId }: IiaCondition) =>
  `${kind} ${sendingHeiId} ${receivingHeiId}`;

/** Pairs with the fewest differences are made first, so that one changed condition does not look like two. */
function pairConditions(ours: readonly IiaCondition[], theirs: readonly IiaCondition[]): ConditionPair[] {
  const possible = ours
    .flatMap((own, at) =>
      theirs
        .map((other, beside) => ({ at, beside, own, other }))
        .filter(({ other }) => flowOf(own) === flowOf(other)),
    )
    .map((pair) => ({ ...pair, differences: differencesOf(pair.own, pair.other) }))
    .sort((a, b) => a.differences.length - b.differences.length || a.at - b.at || a.beside - b.beside);
  const [taken, besides] = [new Map<number, (typeof possible)[number]>(), new Set<number>()];
  for (const pair of possible) {
    if (taken.has(pair.at) || besides.has(pair.beside)) continue;
    taken.set(pair.at, pair);
    besides.add(pair.beside);
  }
  return [
    ...ours.map((own, at): ConditionPair => {
      const pair = taken.get(at);
      return pair === undefined
        ? { ours: own, differences: [] }
        : { ours: own, theirs: pair.other, differences: pair.differences };
    }),
    ...theirs.filter((_, at) => !besides.has(at)).map((other) => ({ theirs: other, differences: [] })),
  ];
}

function differencesOf(ours: IiaCondition, theirs: IiaCondition): FieldDifference[] {
  return COMPARED_FIELDS.flatMap((field) => {
    const [own, other] = [said(ours, field), said(theirs, field)];
    if (own === other) return [];
    return [
      {
        field,
        ...(own === undefined ? {} : { ours: own }),
        ...(other === undefined ? {} : { theirs: other }),
      },
    ];
  });
}

/** A field as both sides can be compared in, and as a person can read it; undefined where nothing is said. */
function said(condition: IiaCondition, field: ComparedField): string | undefined {
  if (field === 'languages') return listed(condition.languages.map(languageSaid));
  if (field === 'subjectAreas') return listed(condition.subjectAreas.map(areaSaid));
  if (field === 'eqf') return listed(condition.eqf.map(String));
  if (field === 'mobilitiesPerYear' && condition.mobilitiesNotYetDefined === true) return undefined;
  const value = condition[field];
  const text = value === undefined ? '' : String(value).trim();
  return text === '' ? undefined : text;
}

const listed = (parts: readonly (string | undefined)[]) => {
  const saidParts = parts.filter((part) => part !== undefined).sort();
  return saidParts.length === 0 ? undefined : saidParts.join(', ');
};

/** Of a language only the language counts: `en-US` and `EN` are one. */
function languageSaid({ language, cefr, subjectArea, notYetDefined }: LanguageSkill): string | undefined {
  if (notYetDefined === true) return undefined;
  const code = language.trim().split('-', 1)[0]?.toLowerCase();
  return [code, cefr, subjectArea && areaSaid(subjectArea)].filter((part) => part !== undefined).join(' ');
}

function areaSaid({ iscedF, v6Value, clarification }: SubjectArea): string {
  return [v6Value ?? iscedF, clarification?.trim()].filter(Boolean).join(' ');
}
