import { actsAs, type OfficeCaller, VISIBILITIES, type Visibility } from '@caecilia/kernel';
import type { Refusal } from './words.ts';

/** Fields of an agreement that somebody may be shown, with their class where nobody chose one. */
export const FIELD_CLASSES = {
  title: 'internal',
  kind: 'internal',
  code: 'internal',
  state: 'internal',
  parties: 'internal',
  countries: 'internal',
  strands: 'internal',
  sdgs: 'internal',
  period: 'internal',
  summary: 'internal',
  exchanges: 'internal',
  activities: 'internal',
  contacts: 'internal',
  why: 'internal',
  owner: 'internal',
  security: 'restricted',
  risk: 'internal',
  evaluation: 'internal',
} as const satisfies Readonly<Record<string, Visibility>>;
export type AgreementField = keyof typeof FIELD_CLASSES;

export const AGREEMENT_FIELDS = Object.keys(FIELD_CLASSES) as readonly AgreementField[];

/** The widest class that a field may be given. What stands here is never shown wider, whoever chose what. */
const WIDEST: Partial<Record<AgreementField, Visibility>> = {
  contacts: 'partner',
  why: 'internal',
  owner: 'partner',
  security: 'restricted',
  risk: 'internal',
  evaluation: 'partner',
};

const rank = (visibility: Visibility) => VISIBILITIES.indexOf(visibility);

/** The classes that somebody chose for fields of one agreement. */
export type ChosenClasses = Partial<Readonly<Record<AgreementField, Visibility>>>;

/** The class of a field: what was chosen, never wider than it may be. */
export function classOf(field: AgreementField, chosen: ChosenClasses): Visibility {
  const wanted = chosen[field] ?? FIELD_CLASSES[field];
  const widest = WIDEST[field] ?? 'public';
  return rank(wanted) < rank(widest) ? widest : wanted;
}

/** Why a class cannot be chosen for a field, or undefined where it can. */
export function refusedClass(field: AgreementField, wanted: Visibility): Refusal | undefined {
  const widest = WIDEST[field] ?? 'public';
  if (rank(wanted) >= rank(widest)) return undefined;
  return {
    code: `class.${field}`,
    words: {
      nl: `Het veld ${field} kan niet ruimer worden getoond dan ${widest}.`,
      en: `The field ${field} cannot be shown wider than ${widest}.`,
    },
  };
}

/** The narrowest class that somebody sees. Who has no role and no link sees what the public sees. */
export function sightOf(caller: Pick<OfficeCaller, 'roles' | 'link'>): Visibility {
  if (caller.link !== undefined) return 'partner';
  if (caller.roles.length === 0) return 'public';
  return actsAs(caller, 'head', 'security-adviser', 'legal') ? 'restricted' : 'internal';
}

/** Whether a field of one agreement is for somebody. */
export const sees = (sight: Visibility, field: AgreementField, chosen: ChosenClasses): boolean =>
  rank(classOf(field, chosen)) <= rank(sight);

/** Of fields and their values, those that somebody may see: the others are not there at all. */
export function seenFields<T extends Partial<Record<AgreementField, unknown>>>(
  fields: T,
  sight: Visibility,
  chosen: ChosenClasses,
): Partial<T> {
  const kept = Object.entries(fields).filter(([field]) => sees(sight, field as AgreementField, chosen));
  return Object.fromEntries(kept) as Partial<T>;
}
