import type { VerifyReport } from '@caecilia/kernel';
import { type Command, type Invocation, UsageError } from './command.ts';
import { linesOf } from './lines-of.ts';
import { withServer } from './server-access.ts';

type Line =
  | { readonly done: number; readonly total: number }
  | { readonly report: VerifyReport }
  | { readonly failed: string };

function conclude(
  { resources, versions, auditLines, lanes, firstBreak }: VerifyReport,
  print: (text: string) => void,
): number {
  print(`${resources} resources, ${versions} versions, ${auditLines} audit lines\n`);
  for (const { lane, lines, hash } of lanes)
    print(`lane ${lane} of the log ends at line ${lines}: ${hash}\n`);
  print(
    firstBreak
      ? `BROKEN at ${firstBreak.place}: ${firstBreak.reason}\n`
      : 'Every version and every line of the log is whole and in its place. Keep the ends of the lanes elsewhere.\n',
  );
  return firstBreak ? 3 : 0;
}

async function run({ settings, args, print, tell }: Invocation): Promise<number> {
  if (args.length > 0) throw new UsageError('verify takes no words: caecilia verify');
  const started = Date.now();
  return withServer(settings, async ({ base, token }) => {
    const response = await fetch(base.replace(/\/fhir$/, '/admin/verify'), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    if (!response.ok || !response.body) throw new Error(`the server answered ${response.status} to verify`);
    // The server tells its progress as lines of JSON, and ends with the report.
    for await (const text of linesOf(response.body)) {
      const line = JSON.parse(text) as Line;
      if ('report' in line) return conclude(line.report, print);
      if ('failed' in line) throw new Error(line.failed);
      const rate = Math.round((1000 * line.done) / (Date.now() - started + 1));
      if (process.stderr.isTTY)
        tell(
          `\r\x1b[2K${line.done} of ${line.total} resources  ${rate}/s  about ${Math.ceil((line.total - line.done) / Math.max(rate, 1))} s left\r`,
        );
    }
    throw new Error('the server stopped before it was done');
  });
}

export const verifyCommand: Command = {
  name: 'verify',
  usage: 'verify',
  summary: 'prove every version of every resource; names the first break (exit code 3)',
  run,
};
