import type { Criterion, SearchQuery } from '@caecilia/fhir';
import type { HistoryQuery } from '@caecilia/kernel';
import { isPatientColumn } from '../search/patient-column.ts';
import type { View } from './view.ts';

type Asking = Pick<View, 'interaction' | 'onePatient'>;

/** What a history is, in the words of the policy. */
export function ofHistory({ type, id }: HistoryQuery): Asking {
  if (id !== undefined) return { interaction: 'history-instance', onePatient: true };
  return { interaction: type === undefined ? 'history-system' : 'history-type', onePatient: false };
}

/** What a search is, in the words of the policy; and whether it can find records of more than one patient. */
export function ofSearch(query: SearchQuery): Asking {
  const { types, criteria, count } = query;
  const onePatient = criteria.some((criterion) => isOfOnePatient(types, criterion));
  if (count === 0) return { interaction: 'count', onePatient };
  const within = criteria.some(({ kind }) => kind === 'compartment');
  return { interaction: types.length === 1 && !within ? 'search-type' : 'search-system', onePatient };
}

/** Every criterion of a search must hold, so one of these is enough. */
function isOfOnePatient(types: readonly string[], criterion: Criterion): boolean {
  if (criterion.kind === 'compartment') return true;
  if (criterion.kind === 'id') {
    return !criterion.negated && criterion.anyOf.length === 1 && types.join() === 'Patient';
  }
  if (criterion.kind !== 'reference' || criterion.negated || criterion.match !== 'exact') return false;
  const [only, ...more] = criterion.anyOf;
  const isPatient = only?.id !== undefined && (only.type === undefined || only.type === 'Patient');
  return isPatient && more.length === 0 && types.every((type) => isPatientColumn(type, criterion.param.code));
}
