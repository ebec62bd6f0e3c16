import type { DemoAccount } from '@caecilia/identity';
import { OFFICE_ROLE } from './global-client.ts';

const HOSPITAL = 'Organization/demo-hospital';
const HOSPICE = 'Organization/demo-hospice';
const TEAM = 'Organization/demo-consult-team';
const LUNG = 'Organization/demo-ward-lung';

function staff(id: string, name: string, role: string, rest: { at: string; fhirUser?: string }): DemoAccount {
  const { at, fhirUser } = rest;
  return {
    accountId: `demo-${id}`,
    kind: 'staff',
    name,
    ...(fhirUser === undefined ? {} : { fhirUser }),
    roles: [{ role, organization: at }],
  };
}

/** Somebody whom the network directory of the demo names (`demo/cast.ts`). */
const atWork = (id: string, name: string, role: string, at: string) =>
  staff(id, name, role, { at, fhirUser: `Practitioner/demo-${id}` });

/** Somebody of the international office, who signs in here for the house Global only: no row of the policy names them. */
const inOffice = (id: string, name: string) => staff(`office-${id}`, name, OFFICE_ROLE, { at: HOSPITAL });

/**
 * The invented people who sign in to the demo with one click: at least one for each kind of reader of the plans. Those
 * who stand in the demo's care teams are the same people as there (`care/careplan/src/demo`,
 * `apps/care/src/demo`).
 */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  staff('fictief', 'dr. Femke Fictief', 'consult-physician', {
    at: HOSPITAL,
    fhirUser: 'PractitionerRole/demo-fictief',
  }),
  atWork('imaginair', 'Iris Imaginair', 'consult-nurse', TEAM),
  atWork('waanbeeld', 'dr. Willem Waanbeeld', 'consult-physician', TEAM),
  atWork('fabel', 'Fenna Fabel', 'social-worker', TEAM),
  atWork('sprookje', 'Simon Sprookje', 'spiritual-care-worker', TEAM),
  atWork('pretentie', 'Pien Pretentie', 'pharmacist', TEAM),
  atWork('schijn', 'Sanne Schijn', 'team-secretary', TEAM),
  atWork('leidraad', 'Leo Leidraad-Verzonnen', 'team-lead', TEAM),
  atWork('nepnaam', 'Nina Nepnaam', 'ward-nurse', LUNG),
  atWork('bedenksel', 'dr. Bart Bedenksel', 'treating-physician', LUNG),
  atWork('toverhoed', 'Toos Toverhoed', 'transfer-nurse', LUNG),
  staff('verzinsel', 'Mees Verzinsel', 'ward-nurse', {
    at: HOSPITAL,
    fhirUser: 'PractitionerRole/demo-verzinsel',
  }),
  staff('proefman', 'dr. Pim Proefman', 'gp', {
    at: 'Organization/demo-gp',
    fhirUser: 'PractitionerRole/demo-proefman',
  }),
  atWork('gefingeerd', 'dr. Gijs Gefingeerd', 'gp', 'Organization/demo-gp-brug'),
  staff('out-of-hours', 'dr. Nora Nergens', 'out-of-hours-gp', {
    at: 'Organization/demo-out-of-hours',
    fhirUser: 'PractitionerRole/demo-out-of-hours',
  }),
  staff('home-care', 'Tess Thuiszorg-Fictie', 'home-care-nurse', {
    at: 'Organization/demo-home-care',
    fhirUser: 'PractitionerRole/demo-home-care',
  }),
  staff('voorbeeldig', 'Vera Voorbeeldig', 'hospice-nurse', {
    at: HOSPICE,
    fhirUser: 'PractitionerRole/demo-voorbeeldig',
  }),
  atWork('hersenspinsel', 'Hanna Hersenspinsel', 'hospice-coordinator', HOSPICE),
  staff('beheer', 'Bas Beheerder-Proef', 'functional-administrator', { at: HOSPITAL }),
  staff('privacy', 'Puck Privacy-Voorbeeld', 'privacy-officer', { at: HOSPITAL }),
  inOffice('reader', 'Lotte Lezer-Verzonnen'),
  inOffice('officer', 'Otto Officieus-Fictie'),
  inOffice('head', 'Hella Hoofd-Voorbeeld'),
  inOffice('adviser', 'Karel Kennis-Verzinsel'),
  inOffice('legal', 'Jip Jurist-Proef'),
  inOffice('privacy', 'Pam Privé-Fictie'),
  inOffice('editor', 'Rik Redactie-Bedenksel'),
  inOffice('admin', 'Babs Beheer-Verzonnen'),
  {
    accountId: 'demo-wilhelmina',
    kind: 'patient',
    name: 'Wilhelmina Voorbeeld – de Proef',
    fhirUser: 'Patient/demo-wilhelmina',
    roles: [{ role: 'patient' }],
  },
  {
    accountId: 'demo-antje',
    kind: 'carer',
    name: 'Antje Proefpersoon',
    fhirUser: 'RelatedPerson/demo-antje',
    roles: [{ role: 'carer' }],
  },
  {
    accountId: 'demo-alida',
    kind: 'patient',
    name: 'Alida Bedacht – de Fictie',
    fhirUser: 'Patient/demo-alida',
    roles: [{ role: 'patient' }],
  },
  {
    accountId: 'demo-arie',
    kind: 'carer',
    name: 'Arie Bedacht',
    fhirUser: 'RelatedPerson/demo-arie',
    roles: [{ role: 'carer' }],
  },
];
