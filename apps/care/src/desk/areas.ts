import { assessmentArea } from '../assessment/desk-area.ts';
import { talkArea } from '../assessment/talk-area.ts';
import { requestsArea } from '../consultation/desk-area.ts';
import { conversationArea } from '../conversation/desk-area.ts';
import { draftsArea } from '../drafts/drafts-area.ts';
import { letterArea, readyArea } from '../letter/desk-area.ts';
import { meetingArea } from '../mdt/desk-area.ts';
import { registerArea } from '../register/desk-area.ts';
import { scenarioArea } from '../scenario/desk-area.ts';
import { stayArea } from '../stay/desk-area.ts';
import { storyArea } from '../story/desk-area.ts';
import { teamArea } from '../team/desk-area.ts';
import type { DeskArea, WholeDeskHouse } from './area.ts';

/** The areas of the app of the daily work, in the order of its menu. */
export async function deskAreas(house: WholeDeskHouse): Promise<readonly DeskArea[]> {
  return [
    requestsArea(house),
    meetingArea(house),
    assessmentArea(house),
    conversationArea(house),
    talkArea(house),
    registerArea(house),
    teamArea(house),
    scenarioArea(house),
    stayArea(house),
    letterArea(house),
    readyArea(house),
    storyArea(house),
    await draftsArea(house),
  ];
}
