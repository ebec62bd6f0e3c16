import type { DeskArea, DeskHouse } from './area.ts';

/** The areas of the app of the daily work, in the order of its menu. */
export function deskAreas(_house: DeskHouse): readonly DeskArea[] {
  return [];
}
