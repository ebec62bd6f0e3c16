import { readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';

/** Every module a file imports, re-exports or loads while running. */
export function specifiersOf(file: string, source: string = readFileSync(file, 'utf8')): string[] {
  const { module } = parseSync(file, source);
  const reexports = module.staticExports.flatMap((statement) => statement.entries);
  const dynamic = module.dynamicImports.map(({ moduleRequest: { start, end } }) =>
    source.slice(start + 1, end - 1),
  );
  return [
    ...module.staticImports.map((statement) => statement.moduleRequest.value),
    ...reexports.flatMap((entry) => (entry.moduleRequest ? [entry.moduleRequest.value] : [])),
    ...dynamic,
  ];
}
