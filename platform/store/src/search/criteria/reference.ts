import type { Criterion, ReferenceValue } from '@caecilia/fhir';
import { isLogicalId } from '../../ids.ts';
import { TYPE_NUMBERS, typeName } from '../../resource-types.ts';
import { type Condition, either, TIER, type Tier } from '../condition.ts';
import { canonical, type ParamKey, referenceTok, uriTok } from '../keys.ts';
import { paramKeys } from '../merged-params.ts';
import { isPatientColumn } from '../patient-column.ts';
import type { Level } from '../statement-draft.ts';
import { holdsText } from './dictionary.ts';
import { holdsAny } from './digests.ts';
import { patientDrive } from './patient-rows.ts';
import { dictionaries } from './text.ts';

type ReferenceCriterion = Extract<Criterion, { kind: 'reference' }>;

/** A resource, an address, or a canonical with or without its version. */
export function referenceCondition(level: Level, criterion: ReferenceCriterion): Condition {
  const { param, match, anyOf, negated } = criterion;
  const keys = paramKeys(level.types, param.code);
  if (match === 'below') return either(anyOf.map((value) => below(level, keys, value)));
  const asked = match === 'above' ? anyOf.flatMap(above) : anyOf;
  const digests = keys.flatMap((key) => asked.flatMap((value) => digestsOf(key, value, param.targets)));
  const held = holdsAny(level, digests, tierOf(asked), negated);
  const patients = onlyPatients(level, criterion);
  if (patients === undefined) return held;
  // The column alone may have come from another element, so the digest is compared as well.
  return { check: held.check, drive: { ...patientDrive(level, patients), loose: true } };
}

const ALL_TYPES = TYPE_NUMBERS.map(typeName);

function digestsOf(key: ParamKey, value: ReferenceValue, targets: readonly string[]): string[] {
  const { type, id, url, version } = value;
  if (id === undefined) return url === undefined ? [] : [uriTok(key, canonical(url, version))];
  const types = type === undefined ? (targets.length > 0 ? targets : ALL_TYPES) : [type];
  return types.map((each) => referenceTok(key, each, id));
}

/** The logical ids of the patients, when the criterion asks for nothing but what `res.patient` answers. */
function onlyPatients(
  level: Level,
  { param, match, anyOf, negated }: ReferenceCriterion,
): string[] | undefined {
  const byColumn = level.types.every((type) => isPatientColumn(type, param.code));
  if (negated || match !== 'exact' || !byColumn) return undefined;
  const ids = anyOf.flatMap(({ type, id }) => {
    const isPatient = type === 'Patient' || (type === undefined && param.targets.join() === 'Patient');
    return isPatient && id !== undefined && isLogicalId(id) ? [id] : [];
  });
  return ids.length > 0 && ids.length === anyOf.length ? [...new Set(ids)] : undefined;
}

/** `1.2` with `below` is also 1.2.0 and 1.2.7. A canonical without a version stands for all of them anyway. */
function below(level: Level, keys: readonly ParamKey[], { url = '', version }: ReferenceValue): Condition {
  const exact = holdsAny(
    level,
    keys.map((key) => uriTok(key, canonical(url, version))),
    TIER.broad,
  );
  if (version === undefined) return exact;
  const longer = holdsText(level, {
    keys: dictionaries(level, keys, 'uri'),
    texts: [`${canonical(url, version)}.`],
    match: 'prefix',
  });
  return either([exact, longer]);
}

/** `1.2.3` with `above` is also 1.2 and 1. */
function above({ url = '', version }: ReferenceValue): ReferenceValue[] {
  if (version === undefined) return [{ url }];
  const parts = version.split('.');
  return parts.map((_part, index) => ({ url, version: parts.slice(0, index + 1).join('.') }));
}

/** What many resources share: who gave the care and where, which form was filled in. */
const SHARED: ReadonlySet<string> = new Set([
  'Group',
  'HealthcareService',
  'Location',
  'Medication',
  'Organization',
  'Practitioner',
  'PractitionerRole',
  'Questionnaire',
]);

function tierOf(values: readonly ReferenceValue[]): Tier {
  return values.some(({ type, url }) => url !== undefined || (type !== undefined && SHARED.has(type)))
    ? TIER.broad
    : TIER.narrow;
}
