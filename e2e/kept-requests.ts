import { CODES_AS_WORDS, createSignIn } from '@caecilia/identity';
import type { Caller } from '@caecilia/kernel';
import { readSettings } from '../apps/care/src/configuration.ts';
import { Names } from '../apps/care/src/privacy/names.ts';
import { managedPatient } from '../apps/care/src/privacy/own-record.ts';
import { KeptRequests } from '../apps/care/src/privacy/requests.ts';
import { PRIVACY_SCHEMA } from '../apps/care/src/privacy/schema.ts';
import { type OpenRecord, openRecord } from '../apps/care/src/record.ts';

/** Settings of a record: a data folder, or a database beside it. */
export type RecordEnvironment = Readonly<Record<string, string>>;

/** The record with the requests of patients, as the care house opens them, without a server around it. */
export async function openRequests(
  environment: RecordEnvironment,
  now = () => new Date(),
): Promise<OpenRecord & { readonly requests: KeptRequests }> {
  const settings = readSettings({ ...environment, CAECILIA_LOG_LEVEL: 'silent' }, '/');
  const record = await openRecord(settings, { now, baseUrl: '' });
  const { store } = record;
  const signIn = createSignIn({
    sql: store.sql,
    log: store.log,
    now,
    mode: 'development',
    demo: false,
    origin: () => '',
    dataDir: settings.CAECILIA_DATA_DIR,
    words: CODES_AS_WORDS,
  });
  await signIn.prepare();
  await store.sql.prepareSchema('privacy', PRIVACY_SCHEMA);
  const names = new Names(store, signIn.accounts);
  const patientOf = (caller: Caller) => managedPatient(store, caller);
  const requests = new KeptRequests({ store, now, timeZone: 'Europe/Amsterdam', names, patientOf });
  return { ...record, requests };
}
