import type { Criterion, SearchQuery } from '@caecilia/fhir';
import type { Caller, HistoryQuery } from '@caecilia/kernel';
import type { AuditLine } from '../audit.ts';

/** An answer with several resources, as the log has to tell of it. */
export interface Answered {
  readonly atMs: number;
  readonly caller: Caller;
  readonly event: 'search' | 'count' | 'history';
  readonly typeNumber?: number;
  readonly target: string;
  readonly answers: readonly { readonly name: string; readonly patient: string | null }[];
}

/**
 * One line for each patient in the answer, so that "who has seen this patient" is one lookup; and one line where
 * nothing was found, because that somebody looked counts as well.
 */
export function answeredLines({ answers, ...common }: Answered): AuditLine[] {
  if (answers.length === 0) return [{ ...common, action: 'E', returned: [], outcome: 0 }];
  const byPatient = new Map<string | null, string[]>();
  for (const { name, patient } of answers) {
    const names = byPatient.get(patient);
    if (names === undefined) byPatient.set(patient, [name]);
    else names.push(name);
  }
  return [...byPatient].map(([patient, returned]) => ({
    ...common,
    action: 'E',
    patient,
    returned,
    outcome: 0,
  }));
}

/** How the log names a history. */
export function targetOfHistory({ type, id }: HistoryQuery): string {
  return [type, id, '_history'].filter((part) => part !== undefined).join('/');
}

/** How the log names a search: its parameters. Values are left out, because they are patient data. */
export function targetOfSearch(query: SearchQuery): string {
  const names = query.criteria.map(nameOf);
  return `${query.types.join(',')}?${names.join('&')}`.slice(0, 500);
}

const WITHOUT_PARAMETER = {
  id: '_id',
  lastUpdated: '_lastUpdated',
  compartment: '_compartment',
  never: '_never',
} as const;

function nameOf(criterion: Criterion): string {
  return 'param' in criterion ? criterion.param.code : WITHOUT_PARAMETER[criterion.kind];
}
