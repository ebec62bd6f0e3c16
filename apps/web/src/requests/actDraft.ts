import type { ActField, Doable, FormFields, RequestView } from '@caecilia/consultation/ui';

/** What somebody typed to handle a request: values by field. */
export type ActDraft = Readonly<Partial<Record<ActField, readonly string[]>>>;

/** Reads what an earlier visit kept. */
export function isActDraft(value: unknown): value is ActDraft {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every(
      (each) => Array.isArray(each) && each.every((word) => typeof word === 'string'),
    )
  );
}

/** A form begins empty; only a triage that was made already begins as it was made. */
export function beginOf(kind: Doable, { triage }: Pick<RequestView, 'triage'>): ActDraft {
  if (kind !== 'triage' || triage === undefined) return {};
  return { urgency: [triage.urgency], domains: triage.domains, goes: triage.goes };
}

/** As the server takes it: what is empty is not sent. */
export function actFieldsOf(draft: ActDraft): FormFields {
  return Object.fromEntries(
    Object.entries(draft).map(([name, values]) => [name, values.filter((value) => value !== '')]),
  );
}

/** Acts that are asked once and need nothing to be filled in. */
export const ASKED_ONCE = ['accept', 'complete', 'confirm', 'callBack'] as const;
export type AskedOnce = (typeof ASKED_ONCE)[number];

export const isAskedOnce = (kind: Doable): kind is AskedOnce => ASKED_ONCE.some((each) => each === kind);
