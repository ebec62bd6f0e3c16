import type { Reference } from '@caecilia/kernel';
import type { Taken } from './taken.ts';

/** One thing that a merge did, in the order in which it did them. */
export type MergeStep =
  /** A place of a module named the record that went, and names the one that stayed. */
  | { readonly did: 'moved'; readonly module: string; readonly reference: Reference }
  /** A row took something of another one. */
  | {
      readonly did: 'took';
      readonly table: 'organisation' | 'person' | 'partner';
      readonly id: string;
      readonly taken: Taken;
    }
  /** A row is no longer offered, because there is one like it at the record that stayed. */
  | { readonly did: 'archived'; readonly table: 'organisation' | 'person' | 'partner'; readonly id: string };
