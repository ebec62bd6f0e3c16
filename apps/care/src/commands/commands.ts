import { clientCommand } from './client.ts';
import type { Command } from './command.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { logCommand } from './log.ts';
import { packCommand } from './pack.ts';
import { seedCommand } from './seed.ts';
import { serveHouse, start } from './serve.ts';
import { tokenCommand } from './token.ts';
import { verifyCommand } from './verify.ts';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  start,
  serveHouse,
  importCommand,
  exportCommand,
  packCommand,
  clientCommand,
  verifyCommand,
  logCommand,
  seedCommand,
  tokenCommand,
];
