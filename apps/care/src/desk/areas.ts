import { draftsArea } from '../drafts/drafts-area.ts';
import { registerArea } from '../register/desk-area.ts';
import { teamArea } from '../team/desk-area.ts';
import type { DeskArea, WholeDeskHouse } from './area.ts';

/** The areas of the app of the daily work, in the order of its menu. */
export async function deskAreas(house: WholeDeskHouse): Promise<readonly DeskArea[]> {
  return [registerArea(house), teamArea(house), await draftsArea(house)];
}
