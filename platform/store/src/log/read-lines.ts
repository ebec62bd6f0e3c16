import { integerOf, optionalTextOf, type Param, type Row, type Sql, textOf } from '@caecilia/engine';
import { type LogLine, type LogPage, type LogQuery, Problem } from '@caecilia/kernel';
import { internalId } from '../ids.ts';
import { fhirInstant } from '../instant.ts';
import { typeName, typeNumber } from '../resource-types.ts';

/** The bucket of a patient follows from the id (`ids.ts`): without it the record is not found by its key. */
const PATIENT_ROW = `left join res p on p.bucket = ('x' || substr(a.patient::text, 16, 3))::bit(12)::int::smallint
    and p.type = ${typeNumber('Patient')} and p.id = a.patient`;

const COLUMNS = `a.seq::text, a.at, a.event, a.action, a.outcome, a.request, a.type, a.target, a.vid, a.detail,
    array_to_string(a.returned, ' ') as returned, coalesce(p.fid, a.patient::text) as patient,
    w.user_id, w.user_name, w.role, w.responsible, w.organization, w.client, w.address, w.ground, w.policy_version,
    w.emergency_patient, w.emergency_reason, w.system`;

/** Lines of the log, one page of them. */
export async function readLines(sql: Sql, query: LogQuery): Promise<LogPage> {
  const params: Param[] = [];
  const add = (value: Param) => {
    params.push(value);
    return `$${params.length}`;
  };
  const order = query.newestFirst === true ? 'desc' : 'asc';
  const text = `select ${COLUMNS} from audit a join audit_who w on w.key = a.who ${PATIENT_ROW}
    where ${conditions(query, add).join(' and ')} order by a.at ${order}, a.seq ${order} limit ${add(query.count + 1)}::int`;
  const rows = await sql.query({ text }, params);
  const lines = rows.slice(0, query.count).map(lineOf);
  const last = lines.at(-1);
  return { lines, ...(rows.length > query.count && last !== undefined ? { next: cursorOf(last) } : {}) };
}

function conditions(query: LogQuery, add: (value: Param) => string): string[] {
  const { patient, user, from, until, cursor, newestFirst } = query;
  const all = ['true'];
  if (patient !== undefined) all.push(`a.patient = ${add(internalId('Patient', patient).id)}::uuid`);
  if (user !== undefined)
    all.push(`a.who = any (array(select key from audit_who where user_id = ${add(user)}::text))`);
  if (from !== undefined) all.push(`a.at >= ${add(from)}::timestamptz`);
  if (until !== undefined) all.push(`a.at < ${add(until)}::timestamptz`);
  if (cursor !== undefined) {
    const { at, id } = placeOf(cursor);
    const beyond = newestFirst === true ? ['<', '<='] : ['>', '>='];
    const moment = add(at);
    all.push(`a.at ${beyond[1]} ${moment}::timestamptz`);
    all.push(`(a.at, a.seq) ${beyond[0]} (${moment}::timestamptz, ${add(id)}::bigint)`);
  }
  return all;
}

function cursorOf({ at, id }: LogLine): string {
  return Buffer.from(`${at} ${id}`).toString('base64url');
}

function placeOf(cursor: string): { readonly at: string; readonly id: string } {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (\d{1,18})$/.exec(
    Buffer.from(cursor, 'base64url').toString(),
  );
  if (match?.[1] === undefined || match[2] === undefined)
    throw new Problem('value', 'the log has no such place to go on from; begin again');
  return { at: match[1], id: match[2] };
}

function lineOf(row: Row): LogLine {
  const optional = <Name extends string>(name: Name, value: string | undefined) =>
    (value === undefined ? {} : { [name]: value }) as { readonly [key in Name]?: string };
  return {
    id: textOf(row.seq),
    at: fhirInstant(textOf(row.at)),
    event: textOf(row.event) as LogLine['event'],
    action: textOf(row.action) as LogLine['action'],
    outcome: integerOf(row.outcome) as LogLine['outcome'],
    who: whoOfRow(row, optional),
    types: typesOf(row),
    ...optional('request', optionalTextOf(row.request)),
    ...optional('patient', optionalTextOf(row.patient)),
    ...optional('target', optionalTextOf(row.target)),
    ...optional('detail', optionalTextOf(row.detail)),
    ...(row.vid === null ? {} : { versionId: integerOf(row.vid) }),
  };
}

type Optional = <Name extends string>(
  name: Name,
  value: string | undefined,
) => { readonly [key in Name]?: string };

function whoOfRow(row: Row, optional: Optional): LogLine['who'] {
  const reason = optionalTextOf(row.emergency_reason);
  return {
    id: textOf(row.user_id),
    role: textOf(row.role),
    system: textOf(row.system),
    ...optional('name', optionalTextOf(row.user_name)),
    ...optional('responsible', optionalTextOf(row.responsible)),
    ...optional('organization', optionalTextOf(row.organization)),
    ...optional('client', optionalTextOf(row.client)),
    ...optional('address', optionalTextOf(row.address)),
    ...optional('ground', optionalTextOf(row.ground)),
    ...optional('policyVersion', optionalTextOf(row.policy_version)),
    ...(reason === undefined
      ? {}
      : { emergency: { reason, ...optional('patient', optionalTextOf(row.emergency_patient)) } }),
  };
}

function typesOf(row: Row): readonly string[] {
  const returned = (optionalTextOf(row.returned) ?? '').split(' ').flatMap((name) => {
    const [type = ''] = name.split('/');
    return type === '' ? [] : [type];
  });
  const asked = row.type === null ? [] : [typeName(integerOf(row.type))];
  return [...new Set(returned.length > 0 ? returned : asked)].sort();
}
