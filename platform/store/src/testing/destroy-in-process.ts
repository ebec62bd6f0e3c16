import { openStore } from '../store.ts';
import { EVERYTHING } from './people.ts';
import { smallExtractor } from './small-extraction.ts';

/** A process of its own that destroys the record of a patient, to be killed in the middle: database, patient, decision. */

const [databaseUrl = '', patient = '', decision = ''] = process.argv.slice(2);
const store = await openStore({
  databaseUrl,
  mode: 'development',
  extractor: smallExtractor,
  searcher: () => Promise.reject(new Error('this process does not search')),
});
await store.destroyPatient({ patient, decision, caller: EVERYTHING });
await store.close();
