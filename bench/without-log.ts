import type { Database, Param, Row, Sql, Statement } from '@caecilia/engine';

/**
 * The record without its log, to measure what the log costs. It exists here only: the product has no way to leave the
 * log out, so it is taken out of the text of each statement on the way to the database; who somebody is (`audit_who`) is written once and stays. Throws where a statement still
 * writes to the log afterwards: the figure would not be true.
 */
export function withoutLog(database: Database): Database {
  const { transaction } = database;
  return {
    ...database,
    keyed: unlogged(database.keyed),
    wide: unlogged(database.wide),
    aside: database.aside && unlogged(database.aside),
    transaction: (work, options) => transaction((sql) => work(unlogged(sql)), options),
  };
}

const NOTHING: readonly Row[] = [];

function unlogged<Connection extends Sql>(sql: Connection): Connection {
  const known = new Map<string, Statement | undefined>();
  return {
    ...sql,
    query(statement: Statement, params: readonly Param[]) {
      if (!known.has(statement.text)) known.set(statement.text, unloggedStatement(statement));
      const left = known.get(statement.text);
      return left === undefined ? Promise.resolve(NOTHING) : sql.query(left, params);
    },
  };
}

function unloggedStatement(statement: Statement): Statement | undefined {
  // A step of the schema takes over the lines of the release before it, once.
  if (/^create table /m.test(statement.text)) return statement;
  const text = textWithoutLog(statement.text);
  return text === undefined ? undefined : { ...statement, text };
}

const WRITES_LOG = /\b(?:insert into|update|delete from)\s+audit(?!_who)\w*/;
/** A common table expression that writes to a table of the log, with the comma before it. */
const LOG_EXPRESSION =
  /,\s*\w+ as (?:materialized )?\(\s*(?:insert into|update|delete from)\s+audit(?!_who)\w*/;

/** The text without its expressions that write to the log; undefined where it does nothing else. */
export function textWithoutLog(text: string): string | undefined {
  if (/^\s*insert into audit(?!_who)\w*\s/.test(text)) return undefined;
  let left = text;
  for (let found = LOG_EXPRESSION.exec(left); found !== null; found = LOG_EXPRESSION.exec(left)) {
    left = left.slice(0, found.index) + left.slice(closing(left, left.indexOf('(', found.index)) + 1);
  }
  if (WRITES_LOG.test(left)) throw new Error('a statement still writes to the log');
  return left !== text && /\)\s*select 1\s*$/.test(left) ? undefined : left;
}

/** Where the bracket that opens at `start` is closed. */
function closing(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error('a bracket is not closed');
}
