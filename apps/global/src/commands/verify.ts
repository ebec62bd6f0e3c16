import { openOfficeRegister } from '../house.ts';
import type { Command } from './command.ts';

/** Proves the register: every hash again, every row against its newest state. */
export const verify: Command = {
  name: 'global-verify',
  usage: 'global-verify',
  summary: 'compute every hash of the register again and compare each row with its states',
  async run({ settings, print }) {
    const opened = await openOfficeRegister(settings);
    try {
      const { states, lines, broken } = await opened.verify();
      for (const { what, why } of broken) print(`${what}: ${why}\n`);
      print(`${states} states, ${lines} lines of the log, ${broken.length} broken\n`);
      return broken.length === 0 ? 0 : 1;
    } finally {
      await opened.close();
    }
  },
};
