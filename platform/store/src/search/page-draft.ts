import { type Condition, type Drive, lowest } from './condition.ts';
import type { Cursor } from './cursor.ts';
import { beyond, type Order, orderBy } from './order.ts';
import type { Level } from './statement-draft.ts';

/** Which rows of an answer. `rows` is one more than the page shows, to know whether there is another. */
export interface PageWanted {
  readonly rows: number;
  readonly cursor: Cursor | undefined;
  /** Gives the digests of each row too, for includes. */
  readonly withToks: boolean;
}

/** What every way to a page is made of. */
export class PageDraft {
  readonly level: Level;
  readonly conditions: readonly Condition[];
  readonly order: Order;
  readonly wanted: PageWanted;
  /** The criterion that leads; undefined where none can. */
  readonly lead: Drive | undefined;
  readonly oneType: boolean;
  /** Placeholder of the number of rows. */
  readonly limit: string;

  constructor(level: Level, conditions: readonly Condition[], order: Order, wanted: PageWanted) {
    this.level = level;
    this.conditions = conditions;
    this.order = order;
    this.wanted = wanted;
    this.lead = lowest(conditions);
    this.oneType = level.types.length === 1;
    this.limit = level.draft.param(wanted.rows, 'int');
  }

  /** The page before the cursor is read backwards, and turned round when it is there. */
  get backward(): boolean {
    return this.wanted.cursor?.backward ?? false;
  }

  /** The list of ORDER BY over a row source with the columns of the order. */
  orderBy(alias: string): string {
    return orderBy(this.order, alias, this.backward, !this.oneType);
  }

  /** Conditions for a page after or before a cursor; none for the first. */
  beyond(alias: string): string[] {
    const { cursor } = this.wanted;
    if (cursor === undefined) return [];
    return [beyond(this.level.draft, this.order, { cursor, alias, withType: !this.oneType })];
  }

  /** `select <alias>.* from (rows) <alias> where beyond the cursor, in order, as many as are wanted`. */
  firstOf(rows: string, alias: string): string {
    const after = this.beyond(alias);
    const where = after.length === 0 ? '' : ` where ${after.join(' and ')}`;
    return `select ${alias}.* from (${rows}) ${alias}${where} order by ${this.orderBy(alias)} limit ${this.limit}`;
  }
}
