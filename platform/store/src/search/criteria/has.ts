import type { Criterion } from '@caecilia/fhir';
import { typeNumber } from '../../resource-types.ts';
import { type Condition, either } from '../condition.ts';
import { isPatientColumn } from '../patient-column.ts';
import {
  addressDigests,
  byAddressToo,
  digestOfRow,
  type Pointer,
  referredBy,
  tellsReferences,
} from '../referenced.ts';
import { byKey, ofTypeLoosely, scanned, selected, source } from '../source.ts';
import { type Level, once } from '../statement-draft.ts';
import { type Compile, relatedTier } from './chain.ts';
import { keyOf } from './range.ts';

type HasCriterion = Extract<Criterion, { kind: 'has' }>;

/** A resource of another type points here by its parameter and meets the criterion. */
export function hasCondition(
  level: Level,
  { param, type, criterion }: HasCriterion,
  compile: Compile,
): Condition {
  const key = { type, param: param.code };
  const pointing = level.types.map((target): Pointing => ({ level, key, target, criterion, compile }));
  const [only, ...more] = pointing;
  if (
    only !== undefined &&
    more.length === 0 &&
    only.target === 'Patient' &&
    isPatientColumn(type, param.code)
  ) {
    return byPatient(only);
  }
  return either(pointing.map(byDigest));
}

interface Pointing extends Pointer {
  readonly level: Level;
  readonly criterion: Criterion;
  readonly compile: Compile;
}

function pointingEnd({ level: { draft }, key, criterion, compile }: Pointing): {
  far: Level;
  condition: Condition;
} {
  const far = { draft, alias: draft.alias('h'), types: [key.type], interaction: 'search-type' as const };
  return { far, condition: compile(far, criterion) };
}

/** By `res.patient` of the resources that point here. */
function byPatient(pointing: Pointing): Condition {
  const { level } = pointing;
  const { draft, alias } = level;
  const check = once(() => {
    const { far, condition } = pointingEnd(pointing);
    const { from, where } = scanned(far, [condition], 'few');
    const isIts = `${far.alias}.bucket = ${alias}.bucket and ${far.alias}.patient = ${alias}.id`;
    const refers = `arraycontains(${far.alias}.toks, array[${digestOfRow(draft, pointing, alias)}])`;
    return `exists (select 1 from ${from} where ${[isIts, ...where, refers].join(' and ')} offset 0)`;
  });
  const sql = () => {
    const { far, condition } = pointingEnd(pointing);
    const [k, p] = [draft.alias('k'), draft.alias('p')];
    const columns = `${far.alias}.bucket, ${typeNumber('Patient')} as type, ${far.alias}.patient as id, ${far.alias}.toks`;
    const patient = byKey(p, keyOf(k), 'bucket, type, id, fid');
    return `(select distinct ${p}.bucket, ${p}.type, ${p}.id from (${selected(columns, source(far, [condition]))} offset 0) ${k}
      ${patient} where arraycontains(${k}.toks, array[${digestOfRow(draft, pointing, p)}])) ${k}_ ${byKey(alias, keyOf(`${k}_`))}`;
  };
  return {
    dear: true,
    check,
    drive: { kind: 'from', tier: relatedTier(pointingEnd(pointing).condition), sql },
  };
}

/** By the digest of the row here, or, leading, by the references in the content of those that point. */
function byDigest(pointing: Pointing): Condition {
  const { level, target } = pointing;
  const { draft, alias } = level;
  const check = once(() => {
    const { far, condition } = pointingEnd(pointing);
    const { from, where } = scanned(far, [condition], 'few', ofTypeLoosely(far));
    const own = `array[${digestOfRow(draft, pointing, alias)}]`;
    const digests = byAddressToo(pointing)
      ? `(${own} || array(${addressDigests(draft, pointing, alias)}))`
      : own;
    const ofType = level.types.length > 1 ? [`${alias}.type = ${typeNumber(target)}`] : [];
    const refers = `${far.alias}.toks && ${digests}`;
    return `exists (select 1 from ${from} where ${[...ofType, refers, ...where].join(' and ')} offset 0)`;
  });
  if (level.types.length > 1 || !tellsReferences(pointing)) return { dear: true, check };
  const sql = () => {
    const { far, condition } = pointingEnd(pointing);
    const [k, u] = [draft.alias('k'), draft.alias('u')];
    const pointingRows = selected(`${far.alias}.content, ${far.alias}.toks`, source(far, [condition]));
    return `(select distinct ${u}.bucket, ${u}.type, ${u}.id from (${pointingRows} offset 0) ${k}
      cross join lateral ${referredBy(draft, pointing, k)} ${u}) ${u}_ ${byKey(alias, keyOf(`${u}_`))}`;
  };
  return {
    dear: true,
    check,
    drive: { kind: 'from', tier: relatedTier(pointingEnd(pointing).condition), sql },
  };
}
