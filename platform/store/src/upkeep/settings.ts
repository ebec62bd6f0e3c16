import { type Sql, textOf } from '@caecilia/engine';

/** What was remembered under a name; undefined where nothing was. */
export async function readSetting(sql: Sql, name: string): Promise<string | undefined> {
  const [row] = await sql.query({ text: 'select value from setting where name = $1' }, [name]);
  return row === undefined ? undefined : textOf(row.value);
}

export async function saveSetting(sql: Sql, name: string, value: string): Promise<void> {
  const text =
    'insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value';
  await sql.query({ text }, [name, value]);
}
