import type { PageOwner, Principal } from '@caecilia/kernel';
import { ROLES } from '../access/policy-roles.ts';

type Place = PageOwner['places'][number];

const START: Place = { href: '/', label: { nl: 'Patiënten', en: 'Patients' } };
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

const OWN: Readonly<Record<string, readonly Place[]>> = {
  'functional-administrator': [NETWORK, USERS, RELATIONS],
  'team-lead': [START, RELATIONS],
  'team-secretary': [START, RELATIONS],
  'privacy-officer': [REVIEW, EMERGENCIES],
  patient: [START, ...MY_RECORD],
  carer: [START, ...MY_RECORD],
};

/** Somebody as the bar of their pages shows them, with the places that this house has for their role. */
export function pageOwner({ name, role }: Principal, paths: ReadonlySet<string>): PageOwner {
  const words = ROLES.find(({ code }) => code === role)?.name ?? { nl: role, en: role };
  return { name, role: words, places: (OWN[role] ?? [START]).filter(({ href }) => paths.has(href)) };
}
