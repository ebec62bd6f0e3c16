import { Problem } from '@caecilia/kernel';
import { UsageError } from './commands/command.ts';
import { COMMANDS } from './commands/commands.ts';
import { describeSettings, readSettings, SettingsError } from './configuration.ts';

const print = (text: string) => void process.stdout.write(text);
const tell = (text: string) => void process.stderr.write(text);

function help(): string {
  const width = Math.max(...COMMANDS.map(({ usage }) => usage.length));
  const lines = COMMANDS.map(({ usage, summary }) => `  ${usage.padEnd(width)}  ${summary}`);
  return ['caecilia COMMAND, of the house Global', ...lines, ''].join('\n');
}

async function main([name = 'global-help', ...args]: readonly string[]): Promise<number> {
  if (name === 'global-help') {
    print(help());
    return 0;
  }
  if (name === 'global-config') {
    print(`${describeSettings()}\n`);
    return 0;
  }
  const command = COMMANDS.find((each) => each.name === name);
  if (command === undefined)
    throw new UsageError(`there is no command ${JSON.stringify(name.slice(0, 40))}\n${help()}`);
  return await command.run({ settings: readSettings(process.env, process.cwd()), args, print, tell });
}

/** What a person can act on is told in a sentence; anything else is a defect and keeps its stack. */
function explain(error: unknown): string {
  const mistaken =
    error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (error instanceof UsageError || error instanceof SettingsError || error instanceof Problem || mistaken)
    return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  tell(`${explain(error)}\n`);
  process.exitCode = 1;
}
