import { readFileSync } from 'node:fs';
import { LONGEST_FIELD } from '@caecilia/letter';
import { type Settings, SettingsError } from '../configuration.ts';

/** Most names on a list: it is chosen from, not searched. */
const MOST_NAMES = 500;

/** Obviously invented, for the demo alone. */
const OF_DEMO = ['Verzinsoline (bestaat niet), vijf ampullen', 'Fantasolspray (bestaat niet), één flesje'];

/**
 * Names to choose from where what lies ready is written down: a line of the operator's file each; none where there is no
 * file, for this house has no formulary of its own. Throws `SettingsError` for a file that cannot be read as that.
 */
export function supplyNames({
  CAECILIA_SUPPLY_NAMES: path,
  demo,
}: Pick<Settings, 'CAECILIA_SUPPLY_NAMES' | 'demo'>): readonly string[] {
  if (path === undefined) return demo ? OF_DEMO : [];
  const names = textIn(path)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (names.length > MOST_NAMES || names.some((name) => [...name].length > LONGEST_FIELD))
    throw new SettingsError(
      `CAECILIA_SUPPLY_NAMES: at most ${MOST_NAMES} lines of at most ${LONGEST_FIELD} characters`,
    );
  return [...new Set(names)];
}

function textIn(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new SettingsError('CAECILIA_SUPPLY_NAMES: this file cannot be read', { cause });
  }
}
