/** Reads every import in the house and reports those that break a rule of `floors.ts`. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { floorOf, judge, judgeOutside, type Rule, unitOf } from './floors.ts';
import { specifiersOf } from './imports.ts';

const UNITS = '{packages,platform,care,learn,research,global,passages,apps}';

function exportedFiles(): Map<string, string> {
  const exported = new Map<string, string>();
  for (const file of globSync(`${UNITS}/*/package.json`)) {
    const { name, exports = {} } = JSON.parse(readFileSync(file, 'utf8')) as {
      name: string;
      exports?: Record<string, string | { readonly default: string }>;
    };
    for (const [key, path] of Object.entries(exports))
      exported.set(join(name, key), join(dirname(file), typeof path === 'string' ? path : path.default));
  }
  return exported;
}

const exported = exportedFiles();

function ruleBroken(file: string, specifier: string): Rule | 'no-floor' | undefined {
  if (floorOf(unitOf(file)) === -1) return 'no-floor';
  if (specifier.startsWith('.')) return judge(file, normalize(join(dirname(file), specifier)), specifier);
  if (!specifier.startsWith('@caecilia/')) return judgeOutside(file, specifier);
  const target = exported.get(specifier);
  return target === undefined ? 'private-path' : judge(file, target, specifier);
}

let count = 0;
const broken: string[] = [];
for (const file of globSync(`${UNITS}/*/src/**/*.{ts,tsx}`)) {
  for (const specifier of specifiersOf(file)) {
    count += 1;
    const rule = ruleBroken(file, specifier);
    if (rule) broken.push(`${file}: ${rule}: ${specifier}`);
  }
}
for (const line of broken) console.error(line);
console.log(`${count} imports, ${broken.length} broken rules`);
process.exitCode = broken.length > 0 ? 1 : 0;
