import type { FormFields, RequestField } from '@caecilia/consultation/ui';

/** What somebody typed on the form of a request. Nothing clinical has a value until it was given one. */
export interface AskDraft {
  readonly question: string;
  readonly domains: readonly string[];
  readonly urgency: string;
  readonly patientInformed: string;
  readonly treatingPhysicianAgrees: string;
  /** Absent while it is as the directory has it. */
  readonly callBack?: string;
  /** Absent while it is as the house thinks. */
  readonly source?: string;
  /** Number of this form, for as long as it is a draft: it is taken once. */
  readonly clientId: string;
}

export const emptyAsk = (clientId: string): AskDraft => ({
  question: '',
  domains: [],
  urgency: '',
  patientInformed: '',
  treatingPhysicianAgrees: '',
  clientId,
});

const isText = (value: unknown): value is string => typeof value === 'string';
const isMaybeText = (value: unknown) => value === undefined || isText(value);

/** Reads what an earlier visit kept. */
export function isAskDraft(value: unknown): value is AskDraft {
  if (typeof value !== 'object' || value === null) return false;
  const { domains, callBack, source, ...texts } = value as Partial<Record<keyof AskDraft, unknown>>;
  const { question, urgency, patientInformed, treatingPhysicianAgrees, clientId } = texts;
  return (
    [question, urgency, patientInformed, treatingPhysicianAgrees, clientId].every(isText) &&
    Array.isArray(domains) &&
    domains.every(isText) &&
    isMaybeText(callBack) &&
    isMaybeText(source)
  );
}

/** As the server takes it. */
export function fieldsOf(draft: AskDraft, callBack: string): FormFields {
  const one = (value: string) => (value === '' ? [] : [value]);
  const fields: Record<RequestField, readonly string[]> = {
    question: one(draft.question),
    domains: draft.domains,
    urgency: one(draft.urgency),
    patientInformed: one(draft.patientInformed),
    treatingPhysicianAgrees: one(draft.treatingPhysicianAgrees),
    callBack: one(callBack),
  };
  return fields;
}
