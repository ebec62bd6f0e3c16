/** The thread in which FHIRPath patches of clients are applied. It gets and gives JSON text: decimals stay as they are. */
import { parentPort } from 'node:worker_threads';
import { r4Definitions } from '@caecilia/definitions';
import {
  applyFhirPathPatch,
  createModel,
  type FhirResource,
  PatchError,
  parseJson,
  stringify,
} from '@caecilia/fhir';
import type { ThreadAnswer } from './worker-pool.ts';

const model = createModel(r4Definitions());
const port = parentPort;
if (port === null) throw new Error('this is a thread of the care house, and not a program');

const say = (answer: ThreadAnswer) => port.postMessage(answer);
const read = (text: string) => parseJson(text, { maxDepth: 600 }) as FhirResource;

port.on('message', ({ resource, patch }: { readonly resource: string; readonly patch: string }) => {
  try {
    say({ kind: 'done', result: stringify(applyFhirPathPatch(read(resource), read(patch), model)) });
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    const { code, message, expression } = error;
    say({ kind: 'refused', refusal: { code, message, expression } });
  }
});
say({ kind: 'ready' });
