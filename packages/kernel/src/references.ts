import type { Kysely } from 'kysely';
import type { RegisterChange } from './register.ts';

/** Something that other rows of the register name: when two records of it are merged, what names one is moved. */
export interface ReferredTo {
  readonly kind: 'organisation' | 'person' | 'unit' | 'network';
  /** UUID of the record. */
  readonly id: string;
}

/** One place that names a record, for instance the second party of an agreement. */
export interface Reference {
  /** What holds the place: `agreement`, `initiative`, `affiliation`. */
  readonly subject: string;
  /** UUID of what holds it. */
  readonly id: string;
  /** Which place in it, in a form that its module reads back: `parties/1`, `lead`. */
  readonly place: string;
}

/**
 * What a module knows of its own places that name records of another module. `apps/global` gathers them; the module that
 * merges two records asks each of them inside one change, and again when a merge is undone.
 */
export interface References {
  /** Name of the module, for the journal of merges. */
  readonly module: string;
  /** Every place that names it, also in what is archived. */
  find(change: RegisterChange<never>, named: ReferredTo): Promise<readonly Reference[]>;
  /**
   * Lets a place name `to` instead of `from`; nothing else of the row changes. False, and nothing done, where the place
   * does not name `from` any more, or naming `to` there would break a rule of the module.
   */
  move(
    change: RegisterChange<never>,
    reference: Reference,
    way: { readonly kind: ReferredTo['kind']; readonly from: string; readonly to: string },
  ): Promise<boolean>;
}

/** Makes the references of a module, which sees its own tables in a change, fit among those of others. */
export function referencesOf<Tables>(own: {
  readonly module: string;
  find(db: Kysely<Tables>, named: ReferredTo): Promise<readonly Reference[]>;
  move(
    change: RegisterChange<Tables>,
    reference: Reference,
    way: { readonly kind: ReferredTo['kind']; readonly from: string; readonly to: string },
  ): Promise<boolean>;
}): References {
  // One transaction serves all modules: only the types of the tables differ.
  const seen = (change: RegisterChange<never>) => change as unknown as RegisterChange<Tables>;
  return {
    module: own.module,
    find: (change, named) => own.find(seen(change).db, named),
    move: (change, reference, way) => own.move(seen(change), reference, way),
  };
}
