import { parseArgs } from 'node:util';
import { openDevelopmentTokens } from '../token.ts';
import { type Command, UsageError } from './command.ts';

const DEFAULT_MINUTES = 120;
const MOST_MINUTES = 720;

export const tokenCommand: Command = {
  name: 'token',
  usage: 'token [--minutes N]',
  summary: `a full-access token for local tools, ${DEFAULT_MINUTES} minutes, development mode only`,
  async run({ settings, args, print }) {
    if (settings.CAECILIA_MODE !== 'development')
      throw new UsageError('token: there are no such tokens in production mode');
    const { values } = parseArgs({
      args: [...args],
      options: { minutes: { type: 'string', default: String(DEFAULT_MINUTES) } },
    });
    const minutes = Number(values.minutes);
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > MOST_MINUTES)
      throw new UsageError(`token: --minutes takes a whole number from 1 to ${MOST_MINUTES}`);
    print(`${openDevelopmentTokens(settings.CAECILIA_DATA_DIR).issue(new Date(), minutes)}\n`);
    return 0;
  },
};
