import { type RegisterRow, ROW_COLUMNS, referencesOf } from '@caecilia/kernel';

/** Another module with something that names organisations: promises, made to one and perhaps through another. */
export interface PromiseTables {
  promise: RegisterRow & { made_to: string; words: string };
}
/** The table of that module. */
export const PROMISES = {
  name: 'promises',
  steps: [
    {
      number: 1,
      name: 'promises',
      text: `create table promise (${ROW_COLUMNS}, made_to uuid not null references organisation, words text not null);`,
    },
  ],
};
/** What that module has that names an organisation. */
export const promiseReferences = referencesOf<PromiseTables>({
  module: 'promises',
  async find(db, { kind, id }) {
    if (kind !== 'organisation') return [];
    const rows = await db.selectFrom('promise').select('id').where('made_to', '=', id).execute();
    return rows.map((row) => ({ subject: 'promise', id: row.id, place: 'made_to' }));
  },
  async move(change, { id }, { from, to }) {
    const row = await change.db.selectFrom('promise').selectAll().where('id', '=', id).executeTakeFirst();
    if (row?.made_to !== from) return false;
    await change.update('promise', row, { made_to: to });
    return true;
  },
});
