import { globSync } from 'node:fs';
import { join } from 'node:path';
import { differences } from '../../packages/ui/src/catalogue.ts';

const root = join(import.meta.dirname, '../..');

/** What the message catalogues of the app and of the modules do not say in both languages, a sentence each. */
export async function unspoken(): Promise<readonly string[]> {
  const files = globSync(['apps/web/src/**/messages*.nl.ts', 'care/*/src/**/messages*.nl.ts'], { cwd: root });
  const found = await Promise.all(
    files.toSorted().map(async (file) => {
      const nl: unknown = await import(join(root, file));
      const en: unknown = await import(join(root, file.replace(/\.nl\.ts$/, '.en.ts')));
      return unspokenIn(catalogueIn(nl), catalogueIn(en)).map((sentence) => `${file}: ${sentence}`);
    }),
  );
  return found.flat();
}

/** What two catalogues do not say in both languages. */
export function unspokenIn(
  nl: Readonly<Record<string, string>>,
  en: Readonly<Record<string, string>>,
): readonly string[] {
  return differences({ nl, en });
}

/** Every catalogue that a file exports, joined: keys to words. */
function catalogueIn(module: unknown): Readonly<Record<string, string>> {
  const exported = Object.values(module as Readonly<Record<string, unknown>>);
  const words = exported.flatMap((each) =>
    typeof each === 'object' && each !== null ? Object.entries(each) : [],
  );
  return Object.fromEntries(words.filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}
