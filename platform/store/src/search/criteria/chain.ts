import type { Criterion } from '@caecilia/fhir';
import { type Condition, type Drive, either, TIER, type Tier } from '../condition.ts';
import { isPatientColumn } from '../patient-column.ts';
import { digestOfRow, digestsOfRows, type Pointer, referredBy, tellsReferences } from '../referenced.ts';
import { byKey, scanned, selected, source } from '../source.ts';
import { type Level, once } from '../statement-draft.ts';
import { rowsOfPatient } from './patient-rows.ts';
import { keyOf } from './range.ts';

/** How a criterion of another level is compiled; given in, because chains contain every kind of criterion. */
export type Compile = (level: Level, criterion: Criterion) => Condition;

type ChainCriterion = Extract<Criterion, { kind: 'chain' }>;

/** The resource referred to is of one of these types and meets the criterion. */
export function chainCondition(
  level: Level,
  { param, targets }: ChainCriterion,
  compile: Compile,
): Condition {
  const links = level.types.flatMap((type) =>
    targets.map(({ type: target, criterion }): Link => {
      return { level, key: { type, param: param.code }, target, criterion, compile };
    }),
  );
  const [only, ...more] = links;
  // Several are driven together, which digests can be.
  if (only === undefined || more.length > 0) return either(links.map(throughDigests));
  const isColumn = only.target === 'Patient' && isPatientColumn(only.key.type, only.key.param);
  return isColumn ? throughPatient(only) : throughDigests(only);
}

interface Link extends Pointer {
  readonly level: Level;
  readonly criterion: Criterion;
  readonly compile: Compile;
}

/** The level at the other end, and the condition there. */
function farEnd({ level: { draft }, target, criterion, compile }: Link): {
  far: Level;
  condition: Condition;
} {
  const far = { draft, alias: draft.alias('t'), types: [target], interaction: 'search-type' as const };
  return { far, condition: compile(far, criterion) };
}

/** By `res.patient`: however many patients meet the criterion, their rows are found by an index. */
function throughPatient(chain: Link): Condition {
  const { level } = chain;
  const { draft, alias } = level;
  const { condition } = farEnd(chain);
  return {
    dear: true,
    check: once(() => {
      const { far, condition: met } = farEnd(chain);
      const { from, where } = scanned(far, [met], 'few');
      const isIt = `${far.alias}.bucket = ${alias}.bucket and ${far.alias}.id = ${alias}.patient`;
      const referred = `arraycontains(${alias}.toks, array[${digestOfRow(draft, chain, far.alias)}])`;
      return `exists (select 1 from ${from} where ${[isIt, ...where, referred].join(' and ')} offset 0)`;
    }),
    drive: {
      kind: 'from',
      tier: relatedTier(condition),
      sql: () => {
        const { far, condition: met } = farEnd(chain);
        const k = draft.alias('k');
        const columns = `${far.alias}.bucket, ${far.alias}.id, ${digestOfRow(draft, chain, far.alias)} as digest`;
        const patients = `(${selected(columns, source(far, [met]))} offset 0) ${k}`;
        const rows = rowsOfPatient({ ...level, alias: `${alias}_` }, `${k}.bucket`, `${k}.id`);
        return `(select ${alias}_.* from ${patients} ${rows} where arraycontains(${alias}_.toks, array[${k}.digest]) offset 0) ${alias}`;
      },
    },
  };
}

/** By the digests of the resources at the other end, or, for few rows at hand, by what each of them refers to. */
function throughDigests(chain: Link): Condition {
  const { draft, alias } = chain.level;
  const digests = () =>
    digestsOfRows(draft, chain, () => {
      const { far, condition } = farEnd(chain);
      return { alias: far.alias, source: source(far, [condition]) };
    });
  const drive: Drive = {
    kind: 'toks',
    tier: relatedTier(farEnd(chain).condition),
    sql: once(() => `array(${digests()})`),
  };
  const few = once(() => {
    const { far, condition } = farEnd(chain);
    const k = draft.alias('k');
    const { where } = scanned(far, [condition], 'few');
    return `exists (select 1 from ${referredBy(draft, chain, alias)} ${k} ${byKey(far.alias, keyOf(k))}
      where ${where.join(' and ')} offset 0)`;
  });
  const many = once(
    () => `exists (select 1 from unnest(${alias}.toks) t(tok) where (t.tok in (${digests()})) is true)`,
  );
  return {
    dear: true,
    check: (rows) => (rows === 'few' && tellsReferences(chain) ? few() : many()),
    drive,
  };
}

/** A far end that is narrow makes few rows; one that is broad, or not found by an index, may make very many. */
export function relatedTier({ drive }: Condition): Tier {
  return drive !== undefined && drive.tier < TIER.period ? TIER.related : TIER.broadlyRelated;
}
