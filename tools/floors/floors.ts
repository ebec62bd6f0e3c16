/**
 * The floors of the house, lowest first. A unit may import units on lower floors and nothing else: no arrow points
 * up, none points sideways. The drawing in ARCHITECTURE.md is made from this table (`node tools/floors/draw.ts`).
 */
export const FLOORS: readonly { readonly name: string; readonly units: readonly string[] }[] = [
  { name: 'language', units: ['packages/fhir', 'packages/matching'] },
  { name: 'validation', units: ['packages/validation'] },
  { name: 'contract', units: ['packages/kernel', 'packages/ui'] },
  { name: 'ground', units: ['platform/engine', 'packages/workspace'] },
  { name: 'platform and modules', units: ['platform/*', 'care/*', 'learn/*', 'research/*', 'global/*'] },
  { name: 'passages', units: ['passages/*'] },
  { name: 'apps', units: ['apps/*'] },
];

/** Rules that an import can break. */
export type Rule =
  | 'upward'
  | 'sideways'
  | 'private-path'
  | 'platform-from-module'
  | 'ui-from-server'
  | 'not-pure'
  | 'not-for-browsers'
  | 'wrong-house';

const MODULE = /^(care|learn|research|global|passages)\//;
const SCREEN = /\/src\/ui\/|^packages\/(ui|workspace)\//;
const TEST = /\.test\.tsx?$|\/testing\//;

/** Units that do no input or output: they may import neither Node's modules nor drivers. */
const PURE = /^packages\/(fhir|validation|kernel|matching)\//;

/** What each app may not take in: the two houses share code, not data. */
const FORBIDDEN_FOR: readonly { readonly from: RegExp; readonly target: RegExp }[] = [
  { from: /^apps\/care\//, target: /^(platform\/register|global)\b/ },
  { from: /^apps\/(global|office)\//, target: /^(platform\/(store|rest|definitions)|care|apps\/care)\b/ },
];

/** The app of the browser: it takes in the kit, and of a module what its `ui/index.ts` gives; nothing else reaches it. */
const IN_BROWSERS = /^(apps\/(web|office)|packages\/workspace)\/src\//;
const FOR_BROWSERS = /^packages\/(ui|workspace)\/|\/src\/ui\/(index\.ts|[^/]+\.css)$/;

/** `care/careplan/src/plan.ts` -> `care/careplan`. */
export function unitOf(path: string): string {
  return path.split('/', 2).join('/');
}

/** Index of the floor a unit lives on; -1 for a unit that has no floor. */
export function floorOf(unit: string): number {
  const wildcard = unit.replace(/\/.*/, '/*');
  return FLOORS.findIndex(({ units }) => units.includes(unit) || units.includes(wildcard));
}

/** Names the rule that an import inside the house breaks, or undefined when the arrow points down. */
export function judge(from: string, target: string, specifier: string): Rule | undefined {
  if (FORBIDDEN_FOR.some((rule) => rule.from.test(from) && rule.target.test(target))) return 'wrong-house';
  if (unitOf(from) === unitOf(target))
    return ownScreenFromServer(from, target) ? 'ui-from-server' : undefined;
  if (specifier.startsWith('.')) return 'private-path';
  if (IN_BROWSERS.test(from) && !TEST.test(from) && !FOR_BROWSERS.test(target)) return 'not-for-browsers';
  if (TEST.test(from) && target.startsWith('platform/')) return undefined;
  if (MODULE.test(from) && target.startsWith('platform/')) return 'platform-from-module';
  const drop = floorOf(unitOf(from)) - floorOf(unitOf(target));
  if (drop > 0) return undefined;
  return drop === 0 ? 'sideways' : 'upward';
}

/** Pages are rendered on the server: a module's `pages.ts`, and `…Pages.ts` beside it, is the door from server code to its screens. */
function ownScreenFromServer(from: string, target: string): boolean {
  return (
    SCREEN.test(target) &&
    !SCREEN.test(from) &&
    !TEST.test(from) &&
    !/\/src\/(index|pages|\w+Pages)\.ts$/.test(from)
  );
}

/** Names the rule that an import from outside the house breaks. */
export function judgeOutside(from: string, specifier: string): Rule | undefined {
  if (TEST.test(from)) return undefined;
  if (IN_BROWSERS.test(from) && specifier.startsWith('node:')) return 'not-for-browsers';
  if (!PURE.test(from)) return undefined;
  return specifier.startsWith('node:') || ['pg', 'fastify', '@electric-sql/pglite'].includes(specifier)
    ? 'not-pure'
    : undefined;
}
