import { setImmediate as turn } from 'node:timers/promises';
import { person } from '../apps/care/src/testing/people.ts';
import { openRequests, type RecordEnvironment } from './kept-requests.ts';

/**
 * A process of its own that grants a destruction and is killed in the middle, by its own hand so that the moment is sure:
 * `before` the commit, with everything deleted already, or `after` it, with the request not yet settled.
 */
const [environment = '', request = '', moment = ''] = process.argv.slice(2);
const kill = () => process.kill(process.pid, 'SIGKILL');
// A process that was not killed ends by itself, and the test with it.
setTimeout(() => process.exit(1), 90_000).unref();

let deciding = false;
const now = () => {
  // The destruction asks what time it is when everything is deleted, and before anything is written down.
  if (deciding && moment === 'before' && new Error('where').stack?.includes('destroyIn')) kill();
  return new Date();
};
const { store, requests } = await openRequests(JSON.parse(environment) as RecordEnvironment, now);
deciding = true;
const decided = requests.decide(person('privacy-officer', 'Practitioner/officer'), request, {
  state: 'granted',
  answer: 'Zoals u vroeg wordt alles gewist.',
});
if (moment === 'after') {
  for (;;) {
    const done = await store.sql.query({ text: 'select 1 as found from destruction where decision = $1' }, [
      `request ${request}`,
    ]);
    if (done.length > 0) kill();
    await turn();
  }
}
await decided;
