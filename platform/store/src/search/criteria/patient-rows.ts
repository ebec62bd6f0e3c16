import type { Criterion } from '@caecilia/fhir';
import { bucketOf, internalId, isLogicalId } from '../../ids.ts';
import { type Condition, type Drive, NEVER, TIER } from '../condition.ts';
import { type Level, once, typeCondition } from '../statement-draft.ts';

/** In the compartment of a patient, as the store placed it. */
export function compartmentCondition(
  level: Level,
  { patientId }: Extract<Criterion, { kind: 'compartment' }>,
): Condition {
  if (!isLogicalId(patientId)) return NEVER;
  const drive = patientDrive(level, [patientId]);
  return { check: drive.sql, drive };
}

/** The rows of one or more patients, by logical id. */
export function patientDrive(level: Level, patients: readonly string[]): Drive {
  const { draft, alias } = level;
  const keys = patients.map((logicalId) => {
    const { id } = internalId('Patient', logicalId);
    return { bucket: bucketOf(id), id };
  });
  const [only, ...more] = keys;
  if (only !== undefined && more.length === 0) {
    const patient = once(() => draft.param(only.id, 'uuid'));
    const sql = once(
      () => `${alias}.bucket = ${draft.param(only.bucket, 'smallint')} and ${alias}.patient = ${patient()}`,
    );
    return { kind: 'column', tier: TIER.patient, sql, patient };
  }
  const sql = () => {
    const k = draft.alias('k');
    const buckets = draft.plain(
      keys.map(({ bucket }) => bucket),
      'smallint',
    );
    const ids = draft.plain(
      keys.map(({ id }) => id),
      'uuid',
    );
    return `unnest(${buckets}, ${ids}) ${k}(bucket, patient) ${rowsOfPatient(level, `${k}.bucket`, `${k}.patient`)}`;
  };
  return { kind: 'from', tier: TIER.patient, sql };
}

/** Rows of the level by the index over patients, for each row of a source before it. */
export function rowsOfPatient({ alias, types }: Level, bucket: string, patient: string): string {
  return `cross join lateral (select * from res where bucket = ${bucket} and patient = ${patient}
    and ${typeCondition('type', types)} offset 0) ${alias}`;
}
