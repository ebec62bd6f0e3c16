import { type Caller, type Page, Problem } from '@caecilia/kernel';
import { type ExportLine, exportPatient } from '@caecilia/privacy';
import type { Store } from '@caecilia/store';
import type { KeptRequests } from './requests.ts';

/** What the copy of a record stands on. */
export interface CopyParts {
  readonly store: Store;
  readonly now: () => Date;
  /** Types of the patient compartment. */
  readonly types: readonly string[];
}

/** The lines of a copy; the line of the log about it comes first. Everything of this one patient, and of nobody else. */
export async function* copyOf(
  { store, now, types }: CopyParts,
  caller: Caller,
  patient: string,
): AsyncGenerator<ExportLine> {
  await store.log.write({
    event: 'export',
    action: 'R',
    outcome: 0,
    caller,
    patient,
    detail: 'whole record',
  });
  const session = store.session({ ...caller, scope: { kind: 'patients', patients: [patient] } });
  yield* exportPatient({ session, patient, types, now, accessLog: () => logOf(store, patient) });
}

async function* logOf(store: Store, patient: string): AsyncGenerator<object> {
  let cursor: string | undefined;
  do {
    const page = await store.log.lines({ patient, count: 1000, ...(cursor ? { cursor } : {}) });
    for (const { id, at, event, action, outcome, who, types } of page.lines) {
      const { name, role, organization, responsible, ground, emergency } = who;
      const read = { name: name ?? who.id, role, organization, responsible, ground };
      yield { id, at, event, action, outcome, who: { ...read, emergency: emergency?.reason }, types };
    }
    cursor = page.next;
  } while (cursor !== undefined);
}

/** Most characters of one file; a longer record is given by the operator (`caecilia export --patient`). */
const MOST_CHARACTERS = 200_000_000;

/** The copy that a patient asked for, as one file of lines: each a document of the record with the file it belongs to. */
export function copyPage(parts: CopyParts, requests: KeptRequests): Page {
  return {
    path: '/privacy/my-record/requests/:id/copy',
    async handler(_session, { caller, params }) {
      const patient = await requests.copyFor(caller, params.id ?? '');
      if (patient === undefined) throw new Problem('not-found', 'There is no copy at this address.');
      const lines: string[] = [];
      let characters = 0;
      for await (const { file, text } of copyOf(parts, { ...caller, ground: 'self' }, patient)) {
        const line = `{"file":${JSON.stringify(file)},"content":${text}}\n`;
        characters += line.length;
        if (characters > MOST_CHARACTERS)
          throw new Problem(
            'too-costly',
            'This record is too large for one file; ask for it at the hospital.',
          );
        lines.push(line);
      }
      const day = parts.now().toISOString().slice(0, 10);
      return {
        status: 200,
        file: {
          name: `caecilia-${day}.ndjson`,
          contentType: 'application/x-ndjson; charset=utf-8',
          text: lines.join(''),
        },
      };
    },
  };
}
