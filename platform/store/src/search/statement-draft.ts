import type { Param } from '@caecilia/engine';
import { plainArray, textArray } from '@caecilia/engine';
import type { AccessInteraction } from '@caecilia/kernel';
import { rowColumns } from '../access/condition.ts';
import type { View } from '../access/view.ts';
import { visibleRows } from '../access/visible.ts';
import { typeNumber } from '../resource-types.ts';

/**
 * One statement while it is written: its parameters, the names of its tables, and whose records may be seen in it.
 * Values never become text of the statement, and lists travel as one array, so that the same kind of search is the
 * same text and is prepared once.
 */
export class StatementDraft {
  readonly view: View;
  readonly params: Param[] = [];
  #aliases = 0;
  readonly #visible = new Map<string, string>();
  readonly #access = new Map<string, string>();

  constructor(view: View) {
    this.view = view;
  }

  /** The placeholder of a value, cast to its type. */
  param(value: Param, type: string): string {
    return `${this.#placeholder(value)}::${type}`;
  }

  #placeholder(value: Param): string {
    this.params.push(value);
    return `$${this.params.length}`;
  }

  /** The placeholder of digests, numbers or uuids. */
  plain(values: readonly (string | number | null)[], type: string): string {
    return this.param(plainArray(values), `${type}[]`);
  }

  /** The placeholder of texts. */
  texts(values: readonly string[]): string {
    return this.param(textArray(values), 'text[]');
  }

  /** A name for one more table in the statement. */
  alias(stem: string): string {
    this.#aliases++;
    return `${stem}${this.#aliases}`;
  }

  /**
   * The access rule for rows of `res` under this alias, which are of these types. It stands beside every one of them.
   * Where they are all of one patient, `patient` names that one, and the relations are asked once and not for each row.
   */
  visible(
    alias: string,
    types: readonly string[],
    interaction = this.view.interaction,
    patient = `${alias}.patient`,
  ): string {
    const key = `${alias} ${patient}`;
    const known = this.#visible.get(key);
    if (known !== undefined) return known;
    const rows = { ...rowColumns(alias), patient, type: `${alias}.type`, types };
    const made = visibleRows({ ...this.view, interaction }, rows, (value, type) => this.#shared(value, type));
    this.#visible.set(key, made);
    return made;
  }

  /** Whose relations count, and when, is the same at every alias. */
  #shared(value: Param, type: string): string {
    const key = `${type} ${String(value)}`;
    const made = this.#access.get(key) ?? this.param(value, type);
    this.#access.set(key, made);
    return made;
  }
}

/** Rows of `res` of some types under one name: those searched, or those at the other end of a chain. */
export interface Level {
  readonly draft: StatementDraft;
  readonly alias: string;
  readonly types: readonly string[];
  /** What is done with them; that of the statement where nothing is said. */
  readonly interaction?: AccessInteraction;
}

/** What every row of a level must be: of its types, not deleted, and visible. */
export function standing(
  { draft, alias, types, interaction }: Level,
  type = typeCondition(`${alias}.type`, types),
  patient?: string,
): string[] {
  const visible = draft.visible(alias, types, interaction, patient);
  return [type, `not ${alias}.deleted`, ...(visible === 'true' ? [] : [visible])];
}

/** Type numbers stand in the text: they are few, and the database knows how many rows each has. */
export function typeCondition(column: string, types: readonly string[]): string {
  const [only, ...more] = types.map(typeNumber);
  return more.length === 0 ? `${column} = ${only}` : `${column} = any('{${only},${more.join(',')}}'::int[])`;
}

/** Makes the thunk give the same placeholder however often it is asked. */
export function once(make: () => string): () => string {
  let made: string | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
