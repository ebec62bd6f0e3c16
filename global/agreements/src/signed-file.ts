/** One signature, as the file tells it. */
export interface Signer {
  /** Place of the party in the agreement, from 0. */
  readonly party: number;
  readonly by: string;
  /** Civil day. */
  readonly on: string;
  readonly method: 'ink' | 'simple' | 'eidas';
}

/** What a signed file is made from: all of it stands in the register. */
export interface SignedText {
  /** UUID of the agreement. */
  readonly agreement: string;
  readonly code: string;
  readonly n: number;
  readonly sha256: string;
  readonly canonicalText: string;
  readonly signers: readonly Signer[];
}

const FIRST_LINE = /^Caecilia signed agreement 1 ([0-9a-f-]{36}) version (\d{1,6})$/;

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/**
 * A signed text as a file: who signed which fingerprint when, and then the text. The same signatures always make the same
 * bytes, so a file is proved by making it again from the register: whatever was changed in it, it is another file.
 */
export function signedFile({ agreement, code, n, sha256, canonicalText, signers }: SignedText): string {
  const head = [
    `Caecilia signed agreement 1 ${agreement} version ${n}`,
    `Number: ${oneLine(code)}`,
    `SHA-256 of the text: ${sha256}`,
    ...signers
      .toSorted((a, b) => a.party - b.party)
      .map(({ party, by, on, method }) => `Signed for party ${party + 1}: ${oneLine(by)}, ${on}, ${method}`),
  ];
  return `${head.join('\n')}\n\n${canonicalText}`;
}

/** Which text a file says that it is; undefined where it is no signed file of this house. */
export function namedIn(file: string): { readonly agreement: string; readonly n: number } | undefined {
  const [, agreement, n] = FIRST_LINE.exec(file.split('\n', 1)[0] ?? '') ?? [];
  return agreement === undefined ? undefined : { agreement, n: Number(n) };
}
