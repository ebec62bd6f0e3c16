import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Problem } from '@caecilia/kernel';

/**
 * The exclusive lock on a data folder. Node has no file locks of its own, but its SQLite takes the operating
 * system's: the kernel gives the lock back when the process ends, however it ends, so there is no stale lock to
 * recognise and no process number to mistake for another. The lock file holds no data. It must not be opened by
 * anything else in this process: closing any handle on it would give the lock back. Who holds it stands beside it.
 */
const SQLITE_BUSY = 5;

/** Locks that are held. A handle that nobody refers to any more is closed by the garbage collector, lock and all. */
const heldFiles = new Set<DatabaseSync>();

/**
 * Takes the lock of a database in a folder or throws `Problem('conflict')` at once; it never waits. Gives back what releases it.
 */
export function lockFolder(folder: string, database: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = new (sqlite().DatabaseSync)(join(folder, `${database}.lock`), { timeout: 0 });
  try {
    file.exec('pragma journal_mode = memory; pragma locking_mode = exclusive; begin exclusive');
  } catch (cause) {
    file.close();
    throw isBusy(cause) ? held(folder, database, cause) : cause;
  }
  writeFileSync(holderFile(folder, database), `${process.pid}\n`);
  heldFiles.add(file);
  return () => {
    if (heldFiles.delete(file)) file.close();
  };
}

/** Loaded when it is needed: a process that keeps no folder may be started without it. */
function sqlite(): typeof import('node:sqlite') {
  const found = process.getBuiltinModule('node:sqlite');
  if (found === undefined)
    throw new Problem(
      'not-supported',
      'this process was started without SQLite and cannot lock a data folder',
    );
  return found;
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}

function held(folder: string, database: string, cause: unknown): Problem {
  return new Problem(
    'conflict',
    `the data folder ${resolve(folder)} is in use by another Caecilia${holder(folder, database)}; stop that one first, or choose another folder`,
    { cause },
  );
}

function holder(folder: string, database: string): string {
  try {
    return ` (process ${readFileSync(holderFile(folder, database), 'utf8').trim()})`;
  } catch {
    // The other process has the lock but has not written its number yet; the sentence does without.
    return '';
  }
}

function holderFile(folder: string, database: string): string {
  return join(folder, `${database}.lock.holder`);
}
