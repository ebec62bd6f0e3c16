import { registerArea } from '../register/desk-area.ts';
import type { DeskArea, DeskHouse } from './area.ts';

/** The areas of the app of the daily work, in the order of its menu. */
export function deskAreas(house: DeskHouse): readonly DeskArea[] {
  return [registerArea(house)];
}
