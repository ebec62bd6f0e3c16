import type { StoredAccount } from '@caecilia/identity';

/** The accounts of staff in whose names all these words stand, whatever their case and accents. */
export function staffFound(
  accounts: readonly StoredAccount[],
  words: string,
  namesOf: (account: StoredAccount) => string,
): readonly StoredAccount[] {
  const wanted = folded(words).split(' ');
  return accounts.filter(
    (account) => account.kind === 'staff' && wanted.every((word) => folded(namesOf(account)).includes(word)),
  );
}

function folded(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}
