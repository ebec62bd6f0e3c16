import type { IdentityHouse } from '../provider/house.ts';
import { SqlAdapter } from '../provider/sql-adapter.ts';

/**
 * A refresh as SMART apps send it: a public app need not repeat its id there (SMART App Launch 2.2, refresh token). The
 * token knows whose it is, so the id is filled in. It is no secret: nothing opens that would not open with it.
 */
export async function withPublicClient(
  house: IdentityHouse,
  form: string,
  authorization: string | undefined,
): Promise<string> {
  const fields = new URLSearchParams(form);
  const named = ['client_id', 'client_secret', 'client_assertion'].some((name) => fields.has(name));
  if (fields.get('grant_type') !== 'refresh_token' || named || authorization !== undefined) return form;
  const [token, ...more] = fields.getAll('refresh_token');
  if (token === undefined || more.length > 0) return form;
  const kept = await new SqlAdapter(house.sql, 'RefreshToken', house.now).find(token);
  const client = kept?.clientId === undefined ? undefined : await house.clients.find(kept.clientId);
  if (client?.kind !== 'public') return form;
  fields.set('client_id', client.clientId);
  return fields.toString();
}
