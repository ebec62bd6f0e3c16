import type { Letter, LetterFacts, LetterWords, Recipient, Recorded } from './letter/letter.ts';

/** A signed letter as a screen shows it. */
export interface LetterView extends Letter {
  readonly id: string;
  readonly versionId: number;
  readonly superseded: boolean;
  /** SHA-256 of its words, hexadecimal. */
  readonly hash: string;
  /** Parts that the record says differently now; empty for one that was superseded. */
  readonly changed: readonly Recorded[];
}

/** Answer of `GET /patients/:id/letters`. */
export interface LettersShown {
  /** Newest first; those that were superseded too. */
  readonly letters: readonly LetterView[];
  readonly unreadable: number;
  readonly more: boolean;
  /** Whether letters are not for who asks: then an empty list says nothing. */
  readonly closed: boolean;
  readonly mayWrite: boolean;
  readonly timeZone: string;
  /** Whether people and patients of this house are invented. */
  readonly demo: boolean;
}

/** Answer of `GET /patients/:id/letter-facts`. */
export interface LetterBegun {
  readonly facts: LetterFacts;
  readonly recipients: readonly Recipient[];
}

/** What is sent to sign a letter. */
export interface LetterSent extends LetterWords {
  readonly clientId: string;
  /** Mark of what the record said when it was read. */
  readonly basis: string;
  /** The letter whose place it takes, as it was seen. */
  readonly replaces?: { readonly id: string; readonly versionId: number };
}

/**
 * Answer of `POST /patients/:id/letters`: signed; or the record changed since it was read; or a colleague signed the next
 * version first. In the last two nothing was written.
 */
export type LetterSigned =
  | { readonly kind: 'signed'; readonly letter: LetterView; readonly again: boolean }
  | { readonly kind: 'changed'; readonly facts: LetterFacts }
  | { readonly kind: 'conflict'; readonly theirs: LetterView };

/** A signed letter that can go along with something that is sent. */
export interface Attachable {
  readonly reference: `DocumentReference/${string}`;
  readonly title: string;
  readonly to: Recipient;
  readonly version: number;
  readonly signedAt: string;
}
