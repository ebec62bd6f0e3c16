import type { PageOwner, Principal } from '@caecilia/kernel';
import type { OwnStanding } from '@caecilia/privacy';
import { ROLES } from '../access/policy-roles.ts';
import { worksWithPatients } from '../desk/who-works.ts';

type Place = PageOwner['places'][number];

const START: Place = { href: '/', label: { nl: 'Patiënten', en: 'Patients' } };
/** Where the daily work begins. Without scripts: the list of patients at `/?list=all`. */
const DESK: Place = { href: '/desk', label: { nl: 'Werkblad', en: 'Workspace' } };
const NETWORK: Place = { href: '/network', label: { nl: 'Netwerk', en: 'Network' } };
const USERS: Place = { href: '/network/users', label: { nl: 'Gebruikers', en: 'Users' } };
const RELATIONS: Place = { href: '/network/relations', label: { nl: 'Zorgrelaties', en: 'Care relations' } };
const REVIEW: Place = { href: '/privacy/review', label: { nl: 'Controle van inzage', en: 'Access review' } };
const EMERGENCIES: Place = {
  href: '/privacy/emergencies',
  label: { nl: 'Noodtoegang', en: 'Emergency accesses' },
};
const MY_RECORD: readonly Place[] = [
  { href: '/privacy/my-record/log', label: { nl: 'Wie heeft gekeken', en: 'Who looked at my record' } },
  { href: '/privacy/my-record/sharing', label: { nl: 'Delen met anderen', en: 'Sharing with others' } },
  { href: '/privacy/my-record/mandates', label: { nl: 'Wie mag voor mij', en: 'Who may act for me' } },
  { href: '/privacy/my-record/requests', label: { nl: 'Vragen en verzoeken', en: 'Questions and requests' } },
];

const FIRST: Place = { href: '/my-record', label: { nl: 'Mijn zorg', en: 'My care' } };

const ASK: Place = {
  href: '/my-record/consultation',
  label: { nl: 'Vraag aan het team', en: 'Question to the team' },
};

const PLAN: Place = { href: '/my-record/plan', label: { nl: 'Uw plan voor de zorg', en: 'Your care plan' } };

const PREPARE: Place = {
  href: '/my-record/preparation',
  label: { nl: 'Gesprek voorbereiden', en: 'Prepare a conversation' },
};

const DIARY: Place = { href: '/my-record/diary', label: { nl: 'Hoe gaat het?', en: 'How are you?' } };

const CALL_ME: Place = { href: '/my-record/call-me', label: { nl: 'Bel mij', en: 'Call me' } };

const WHAT_I_SEE: Place = {
  href: '/privacy/my-record',
  label: { nl: 'Wat u kunt zien', en: 'What you can see' },
};

const COUNTS: Place = { href: '/counts', label: { nl: 'Cijfers van het team', en: 'Figures of the team' } };
const INSTRUMENTS: Place = { href: '/instruments', label: { nl: 'Instrumenten', en: 'Instruments' } };

const OWN: Readonly<Record<string, readonly Place[]>> = {
  'functional-administrator': [NETWORK, USERS, RELATIONS, INSTRUMENTS],
  'team-lead': [DESK, RELATIONS, INSTRUMENTS],
  'team-secretary': [DESK, RELATIONS, INSTRUMENTS],
  'quality-lead': [COUNTS, INSTRUMENTS],
  'privacy-officer': [REVIEW, EMERGENCIES],
};

/** What patients and carers find here: no more than what opens. */
const AT_HOME: Readonly<Record<OwnStanding, readonly Place[]>> = {
  manages: [START, FIRST, PLAN, CALL_ME, DIARY, PREPARE, ...MY_RECORD, ASK],
  sees: [WHAT_I_SEE, FIRST, CALL_ME, DIARY, PREPARE, ASK],
  nothing: [WHAT_I_SEE],
};

/**
 * Somebody as the bar of their pages shows them, with the places that this house has for their role; for patients and
 * carers by what they may at this moment.
 */
export function pageOwner(
  { name, role }: Principal,
  paths: ReadonlySet<string>,
  standing?: OwnStanding,
): PageOwner {
  const words = ROLES.find(({ code }) => code === role)?.name ?? { nl: role, en: role };
  const places =
    standing === undefined ? (OWN[role] ?? [worksWithPatients({ role }) ? DESK : START]) : AT_HOME[standing];
  return { name, role: words, places: places.filter(({ href }) => href === DESK.href || paths.has(href)) };
}
