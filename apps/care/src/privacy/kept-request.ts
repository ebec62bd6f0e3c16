import type { SqlRow } from '@caecilia/kernel';
import { REQUEST_KINDS, type RecordRequest, type RequestState } from '@caecilia/privacy';
import { optional, textIn } from '../sql-rows.ts';
import { pseudonymOf } from './names.ts';

const DAY_MS = 86_400_000;
/** Days that a copy can be fetched. */
const COPY_DAYS = 7;
const STATES: readonly RequestState[] = [
  'received',
  'in-progress',
  'ready',
  'granted',
  'partly',
  'refused',
  'withdrawn',
];

/** A request as it is kept. */
export interface KeptRequest extends RecordRequest {
  readonly patient: { readonly id: string; readonly label: string };
  readonly askedBy: string;
  readonly decided?: { readonly by: string; readonly at: string };
}

/** A row of `privacy.request`. Throws for one that this release does not know. */
export function requestIn(row: SqlRow, now: Date): KeptRequest {
  const id = textIn(row, 'id');
  const kind = REQUEST_KINDS.find((each) => each === row.kind);
  const state = STATES.find((each) => each === row.state);
  if (kind === undefined || state === undefined)
    throw new Error('a request is of a kind or in a state that this release does not know');
  const [patient, askedAt] = [textIn(row, 'patient'), textIn(row, 'asked_at')];
  const until = new Date(Date.parse(askedAt) + COPY_DAYS * DAY_MS);
  return {
    id,
    kind,
    state,
    askedAt,
    dueBy: textIn(row, 'due_by'),
    askedBy: textIn(row, 'asked_by'),
    patient: { id: patient, label: pseudonymOf(patient) },
    ...optional(row, 'words', 'words'),
    ...optional(row, 'log_line', 'logLine'),
    ...optional(row, 'answer', 'answer'),
    ...(kind === 'destruction' && state === 'granted' && row.proof === null ? { interrupted: true } : {}),
    ...(typeof row.decided_by === 'string'
      ? { decided: { by: row.decided_by, at: textIn(row, 'decided_at') } }
      : {}),
    ...(kind === 'export' && now < until
      ? { download: { path: `/privacy/my-record/requests/${id}/copy`, until: until.toISOString() } }
      : {}),
  };
}
