export { joined, plainArray, plainColumn, split, textArray, textColumn } from './array-literal.ts';
export { bringUpToDate, type Ledger } from './bring-up-to-date.ts';
export {
  asProblem,
  codeOf,
  isAway,
  isHeldByAnother,
  isRefusedByDatabase,
  mayRunAgain,
} from './engine-error.ts';
export { openPGlite, openPGliteInMemory, TEST_BUFFERS } from './pglite.ts';
export { openPostgresql, type PostgresqlOptions } from './postgresql.ts';
export type { PoolsOptions } from './postgresql-pools.ts';
export { readAgainWhenCut, runAgainOnDeadlock } from './run-again.ts';
export type {
  Answered,
  Database,
  Param,
  Row,
  Sql,
  Statement,
  TransactionOptions,
  TransactionSql,
  Value,
} from './sql.ts';
export { booleanOf, bytesOf, countOf, integerOf, optionalTextOf, textOf } from './sql.ts';
export type { EngineUse, OnConnect, Reading } from './use.ts';
