import { plainArray, textArray } from './array-literal.ts';
import { integerOf, type Param, type Row, type Sql, type Statement } from './sql.ts';

/** How statements are asked together. */
export interface TogetherOptions {
  /** Connections for statements that are asked together. */
  readonly shared: Sql;
  /** Where a statement goes alone, when it could not be answered together with others. */
  readonly alone: Sql;
  /** Statements under way on `shared` at the same time. */
  readonly lanes: number;
}

/** Questions in one statement: enough to share its cost, few enough that the first does not wait long for the last. */
const MOST = 32;

interface Question {
  readonly statement: Statement;
  readonly params: readonly Param[];
  readonly resolve: (rows: readonly Row[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Short reads of the same text that are asked at the same moment, as one statement: the text is asked once for each
 * set of values (`lateral`), so that the round trip and the making of the statement are paid once. What arrives while
 * every lane is busy waits and goes together; nothing waits for others to come. What fails, or takes too long, is asked
 * again alone, where it fails or holds up nobody but itself. For reads only.
 */
export class AskedTogether implements Sql {
  readonly #options: TogetherOptions;
  #waiting: Question[] = [];
  #busy = 0;
  #scheduled = false;

  constructor(options: TogetherOptions) {
    this.#options = options;
  }

  query(statement: Statement, params: readonly Param[]): Promise<readonly Row[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ statement, params, resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled || this.#busy >= this.#options.lanes) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      while (this.#busy < this.#options.lanes && this.#waiting.length > 0) void this.#ask(this.#take());
    });
  }

  /** The question that waits longest, and others of the same text. */
  #take(): readonly Question[] {
    const text = this.#waiting[0]?.statement.text;
    const taken: Question[] = [];
    const left: Question[] = [];
    for (const one of this.#waiting) {
      if (one.statement.text === text && taken.length < MOST) taken.push(one);
      else left.push(one);
    }
    this.#waiting = left;
    return taken;
  }

  async #ask(questions: readonly Question[]): Promise<void> {
    this.#busy += 1;
    try {
      const answers = await answersTo(this.#options.shared, questions);
      for (const [index, question] of questions.entries()) question.resolve(answers[index] ?? []);
    } catch {
      // Whatever it was, each hears of it from its own statement, if it is more than the fault of a neighbour.
      const { alone } = this.#options;
      for (const { statement, params, resolve, reject } of questions)
        alone.query(statement, params).then(resolve, reject);
    } finally {
      this.#busy -= 1;
      if (this.#waiting.length > 0) this.#schedule();
    }
  }
}

async function answersTo(sql: Sql, questions: readonly Question[]): Promise<readonly Row[][]> {
  const answers: Row[][] = questions.map(() => []);
  const [first] = questions;
  if (first === undefined) return answers;
  const { statement, types } = togetherForm(first.statement);
  const params = types.map((type, index) => {
    const column = questions.map((question) => question.params[index] ?? null);
    return type.isPlain ? plainArray(column.map(plain)) : textArray(column.map(text));
  });
  const rows = await sql.query(statement, [plainArray(questions.map((_one, index) => index)), ...params]);
  for (const row of rows) answers[integerOf(row.asked)]?.push(row);
  return answers;
}

interface ColumnType {
  readonly name: string;
  /** Its values need no quotes in an array. */
  readonly isPlain: boolean;
}

interface TogetherForm {
  readonly statement: Statement;
  readonly types: readonly ColumnType[];
}

const PLAIN = new Set(['smallint', 'int', 'bigint', 'uuid', 'float8']);
const PARAMETER = /\$(\d+)::([a-z0-9]+(?:\[\])?)/g;
const MOST_FORMS = 300;
let forms = new Map<string, TogetherForm>();

/**
 * The statement that asks a text for any number of sets of values. Each `$n::type` becomes a column of the values; every
 * parameter of the text is written so. The rows of one set come in the order that the text asks for: below a
 * `lateral` with an order the database has no other way than to go through the sets one after the other.
 */
function togetherForm({ text, name }: Statement): TogetherForm {
  const key = `${name ?? ''} ${text}`;
  const known = forms.get(key);
  if (known !== undefined) return known;
  if (forms.size >= MOST_FORMS) forms = new Map();
  const types: ColumnType[] = [];
  const inner = text.replaceAll(PARAMETER, (_all, number: string, type: string) => {
    types[Number(number) - 1] = { name: type, isPlain: PLAIN.has(type) };
    return `a.p${number}`;
  });
  // Left as it is it would stand for a parameter of the statement around it, and so for the value of somebody else.
  if (/\$\d/.test(inner)) throw new Error('a parameter that does not carry its type is not asked together');
  const columns = types.map(({ name: type }, index) => `v.p${index + 1}::${type} as p${index + 1}`);
  const lists = types.map((type, index) => `$${index + 2}::text::${type.isPlain ? type.name : 'text'}[]`);
  const names = types.map((_type, index) => `p${index + 1}`);
  const values = `unnest(${['$1::text::int[]', ...lists].join(', ')}) v(${['asked', ...names].join(', ')})`;
  const outer = `with a as materialized (select ${['v.asked', ...columns].join(', ')} from ${values})
    select a.asked, q.* from a cross join lateral (${inner}) q`;
  const statement = name === undefined ? { text: outer } : { text: outer, name: `${name}_together` };
  const form = { statement, types };
  forms.set(key, form);
  return form;
}

function plain(value: Param): string | number | boolean | null {
  if (value instanceof Uint8Array) throw new Error('bytes are not asked for together');
  return value;
}

function text(value: Param): string | null {
  return value === null ? null : String(plain(value));
}
