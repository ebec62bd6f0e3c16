import type { Severity } from './issue.ts';
import type { JsonObject } from './json.ts';

/**
 * Where base R4 is said as a warning instead of an error. R4's own published examples break these rules, so a
 * store that refuses them refuses what the standard shows; each reason is in docs/validation.md. Profiles are not
 * softened: whoever claims one is held to it.
 */
interface RequiredTolerance {
  /** Path in R4 of the element that may be absent. */
  readonly path: string;
  readonly when: (owner: JsonObject) => boolean;
}

const mayBeAbsent: readonly RequiredTolerance[] = [
  // Questionnaire/qs1 and its kind: nobody answers a display item, so nothing needs to point at it.
  { path: 'Questionnaire.item.linkId', when: ({ type }) => type === 'display' },
];

/** How much it weighs that a required element is absent. */
export function weightOfAbsence(path: string, owner: JsonObject): Severity {
  return mayBeAbsent.some((each) => each.path === path && each.when(owner)) ? 'warning' : 'error';
}

/**
 * How much it weighs that a reference points at a type R4 does not list. Whose record something is must never be in
 * doubt; elsewhere five of the examples do it (an observation performed by an encounter, a prescription dispensed
 * by a practitioner), and a reference loses nothing by being kept.
 */
export function weightOfTargetType(elementName: string, saidByProfile: boolean): Severity {
  return saidByProfile || elementName === 'patient' || elementName === 'subject' ? 'error' : 'warning';
}

/**
 * How much it weighs that a concept has no code of the greatest value set R4 gives it. That is BCP 47 for languages,
 * and records in use name them by ISO 639 under another system: the language is clear, so the record is kept. An
 * element that holds only a code has no system to tell.
 */
export function weightOfGreatestSet(typeName: string | undefined, saidByProfile: boolean): Severity {
  return typeName === 'code' || saidByProfile ? 'error' : 'warning';
}
