import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';

/** Tasks that are a telephone call: somebody at home asked for it, or the team agreed it. */
export const CALL_KINDS = ['call-me', 'follow-up'] as const;
export type CallKind = (typeof CALL_KINDS)[number];

export const CALL_SYSTEM = 'urn:caecilia:call';
/** `system|code` of what somebody at home asked, for searches and for the duty. */
export const CALL_ME_TOKEN = `${CALL_SYSTEM}|call-me`;

/** The code of such a task: a to-do of the team, and which call. */
export const callCode = (kind: CallKind): Element => ({
  coding: [
    { system: 'urn:caecilia:task', code: 'to-do' },
    { system: CALL_SYSTEM, code: kind },
  ],
});

/** Which call a task asks for; undefined for one that is none. */
export function callIn(code: unknown): CallKind | undefined {
  const codes = elementsOf(elementOf(code).coding)
    .filter(({ system }) => system === CALL_SYSTEM)
    .map((each) => each.code);
  return CALL_KINDS.find((kind) => codes.includes(kind));
}

/** The task of a call that was made, with when; the contact that tells of it where there is one. */
export function calledAt(task: FhirResource, at: string, contact?: string): FhirResource {
  return {
    ...task,
    status: 'completed',
    executionPeriod: { start: at },
    ...(contact === undefined
      ? {}
      : {
          output: [
            ...elementsOf(task.output),
            {
              type: { coding: [{ system: CALL_SYSTEM, code: 'contact' }] },
              valueReference: { reference: contact },
            },
          ],
        }),
  };
}
