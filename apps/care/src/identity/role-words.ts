import type { SignInOptions } from '@caecilia/identity';
import type { RecordStore } from '@caecilia/kernel';
import { ROLES } from '../access/policy-roles.ts';
import { DIRECTORY_READER } from './standing.ts';

/** Words for roles from the policy table, and for organisations from the network directory. */
export function roleWordsFrom(store: RecordStore): SignInOptions['words'] {
  const session = store.session(DIRECTORY_READER);
  return {
    role: (code, language) => ROLES.find((role) => role.code === code)?.name[language] ?? code,
    async organization(reference) {
      const id = /^Organization\/(.+)$/.exec(reference)?.[1];
      const found = id === undefined ? undefined : await session.read('Organization', id);
      if (found === undefined || found.deleted) return undefined;
      const { name } = JSON.parse(found.content) as { readonly name?: string };
      return name;
    },
  };
}
