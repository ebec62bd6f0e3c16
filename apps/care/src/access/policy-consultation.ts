import {
  CONSULTATION_TOKEN,
  MARK_TOKEN,
  SECOND_CHECK_TOKEN,
  SOURCE_SYSTEM,
  type Source,
  TASK_SYSTEM,
} from '@caecilia/consultation';
import type { PolicyRow } from '@caecilia/kernel';
import { LOOK, VIEW, WRITE } from './policy-types.ts';

/** Rows for asking the consultation team, and for what became of it. */

const TEAM = ['consult-nurse', 'consult-physician', 'social-worker', 'spiritual-care-worker'];
const OFFICE = ['team-secretary', 'team-lead'];

/** What is asked, and how the team handles it. */
const ASKING = ['ServiceRequest', 'Task'];

const CONSULTATION = `code=${CONSULTATION_TOKEN}`;
/** A proposal opens no record (`relations.ts`): it is a question that somebody who treats, or the office, confirms. */
const PROPOSAL = `intent=proposal&${CONSULTATION}`;
const askedBy = (source: Source) => `code=${SOURCE_SYSTEM}|${source}`;

/** Tasks that are meant for who is no professional; all others say more than they need to know. */
export const TO_DO = `code=${TASK_SYSTEM}|to-do`;

export const CONSULTATIONS: readonly PolicyRow[] = [
  // The team sees what patients, carers and callers ask, and nothing else of their record.
  {
    roles: [...TEAM, ...OFFICE],
    types: ASKING,
    may: [...LOOK, 'create', 'update'],
    through: ['everyone'],
    where: PROPOSAL,
  },
  // An order opens the record to the team. As with care teams: the office's work, where it is not who treats.
  {
    roles: OFFICE,
    types: ASKING,
    may: ['create'],
    through: ['everyone'],
    where: `intent=order&${CONSULTATION}`,
  },
  {
    roles: ['patient'],
    types: ASKING,
    may: ['create'],
    through: ['self'],
    where: `${PROPOSAL}&${askedBy('patient')}`,
  },
  {
    roles: ['carer'],
    types: ASKING,
    may: ['create'],
    through: ['representative', 'carer'],
    where: `${PROPOSAL}&${askedBy('carer')}`,
  },
  // Who asked sees where it stands, also where nothing else of the record is theirs to see.
  { roles: ['carer'], types: ASKING, may: LOOK, through: ['carer'], where: askedBy('carer') },
  { roles: ['gp'], types: ASKING, may: LOOK, through: ['generalPractitioner'], where: askedBy('gp') },
  // What a clinician ticked or stated on the prognosis, and what somebody close said of themselves, is for who treats
  // until somebody has told it.
  {
    roles: [...TEAM, 'ward-nurse', 'treating-physician', 'transfer-nurse'],
    types: ['QuestionnaireResponse', 'Observation', 'Composition'],
    may: [...VIEW, ...WRITE],
    through: ['treatingTeam', 'consultation'],
    labels: ['unreleased'],
  },
  {
    roles: ['hospice-nurse'],
    types: ['QuestionnaireResponse', 'Observation', 'Composition'],
    may: [...VIEW, ...WRITE],
    through: ['hospiceStay'],
    labels: ['unreleased'],
  },
  // A second check: of advice the pharmacist sees what asks for it. What they say of it is written on a duty of the house,
  // so that this role changes no word of the advice itself.
  {
    roles: ['pharmacist'],
    types: ['Task'],
    may: LOOK,
    through: ['treatingTeam', 'consultation'],
    where: `code=${SECOND_CHECK_TOKEN}`,
  },
  // The register of marked patients (PaTz).
  {
    roles: ['gp'],
    types: ['Observation'],
    may: WRITE,
    through: ['generalPractitioner'],
    needsPermission: true,
    where: `code=${MARK_TOKEN}`,
  },
];
