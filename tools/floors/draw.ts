/** Writes the drawing of the floors into ARCHITECTURE.md, from the table that the check uses. `--check` only compares. */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { FLOORS, floorOf } from './floors.ts';

const BEGIN = '<!-- floors: drawn by tools/floors/draw.ts -->';
const END = '<!-- /floors -->';

/** The floors from the top down, each with the units that stand on it today. */
export function drawFloors(units: readonly string[]): string {
  const rows = FLOORS.map(({ name }, index) => ({
    name,
    units: units.filter((unit) => floorOf(unit) === index),
  }));
  const width = Math.max(...rows.map(({ name }) => name.length));
  const lines = rows
    .filter((row) => row.units.length > 0)
    .reverse()
    .map((row) => `${row.name.padEnd(width)}   ${row.units.join('   ')}`);
  return ['```', ...lines, '```'].join('\n');
}

/** Puts the drawing between its two marks; throws when a mark is missing. */
export function withDrawing(page: string, drawing: string): string {
  const [start, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (start === -1 || end < start) throw new Error(`the page has no ${BEGIN} … ${END}`);
  return `${page.slice(0, start + BEGIN.length)}\n${drawing}\n${page.slice(end)}`;
}

if (import.meta.main) {
  const units = globSync('{packages,platform,care,learn,research,global,passages,apps}/*/package.json')
    .map(dirname)
    .sort();
  const page = readFileSync('ARCHITECTURE.md', 'utf8');
  const drawn = withDrawing(page, drawFloors(units));
  if (!process.argv.includes('--check')) writeFileSync('ARCHITECTURE.md', drawn);
  else if (drawn !== page) {
    console.error('ARCHITECTURE.md shows other floors than the house has; run node tools/floors/draw.ts');
    process.exitCode = 1;
  }
}
