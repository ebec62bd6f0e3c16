import type { InstitutionDraft } from '@caecilia/careplan';
import type { TeamRole } from '@caecilia/team';

const UZI_ROLE = 'http://fhir.nl/fhir/NamingSystem/uzi-rolcode';
const specialty = (code: string, display: string, text: string) => ({
  system: UZI_ROLE,
  code,
  display,
  text,
});
const NURSE = (text: string) => specialty('30.000', 'Verpleegkundige', text);
const PHYSICIAN = (text: string) => specialty('01.000', 'Arts', text);
const OTHER = (text: string) => specialty('99.000', 'Zorgverlener andere zorg', text);

type Person = InstitutionDraft['professionals'][number];

const person = (
  id: string,
  name: readonly [given: string, family: string, title?: string],
  work: Person['specialty'],
  phone: string,
): Person => {
  const [given, family, title] = name;
  return {
    id: `demo-${id}`,
    name: { given, family, ...(title === undefined ? {} : { title }) },
    specialty: work,
    phone: `000-555 ${phone}`,
  };
};

/** An institution of the demo, and of what it is a part. */
export type CastInstitution = InstitutionDraft & { readonly partOf?: string };

const part = (
  id: string,
  name: string,
  kind: 'department' | 'team',
  rest: { readonly phone: string; readonly professionals: readonly Person[] },
): CastInstitution => ({
  id: `demo-${id}`,
  name,
  kind: { code: kind, text: kind === 'team' ? 'team' : 'afdeling' },
  partOf: 'Organization/demo-hospital',
  ...rest,
});

/** The wards of the invented hospital, each with a nurse and a treating physician. */
export const WARDS: readonly CastInstitution[] = [
  part('ward-lung', 'Longziekten 4 Noord', 'department', {
    phone: '000-555 02 10',
    professionals: [
      person('nepnaam', ['Nina', 'Nepnaam'], NURSE('verpleegkundige longziekten'), '02 11'),
      person('bedenksel', ['Bart', 'Bedenksel', 'dr.'], specialty('01.023', 'Longarts', 'longarts'), '02 12'),
      person('toverhoed', ['Toos', 'Toverhoed'], NURSE('transferverpleegkundige'), '02 13'),
    ],
  }),
  part('ward-oncology', 'Oncologie 6 West', 'department', {
    phone: '000-555 02 20',
    professionals: [
      person('kletskoek', ['Karin', 'Kletskoek'], NURSE('verpleegkundige oncologie'), '02 21'),
      person(
        'luchtkasteel',
        ['Lex', 'Luchtkasteel', 'dr.'],
        specialty('01.016', 'Internist', 'internist-oncoloog'),
        '02 22',
      ),
    ],
  }),
  part('ward-cardiology', 'Cardiologie 3 Oost', 'department', {
    phone: '000-555 02 30',
    professionals: [
      person('hersenschim', ['Hugo', 'Hersenschim'], NURSE('verpleegkundige cardiologie'), '02 31'),
      person(
        'droombeeld',
        ['Dora', 'Droombeeld', 'dr.'],
        specialty('01.010', 'Cardioloog', 'cardioloog'),
        '02 32',
      ),
    ],
  }),
  part('ward-neurology', 'Neurologie 5 Zuid', 'department', {
    phone: '000-555 02 40',
    professionals: [
      person('kolderiek', ['Koos', 'Kolderiek'], NURSE('verpleegkundige neurologie'), '02 41'),
      person('mythe', ['Mila', 'Mythe', 'dr.'], PHYSICIAN('neuroloog'), '02 42'),
    ],
  }),
  part('ward-geriatrics', 'Geriatrie en nefrologie 2 Noord', 'department', {
    phone: '000-555 02 50',
    professionals: [
      person('utopia', ['Ursula', 'Utopia'], NURSE('verpleegkundige geriatrie'), '02 51'),
      person(
        'sage',
        ['Siem', 'Sage', 'dr.'],
        specialty('01.022', 'Klinisch geriater', 'klinisch geriater'),
        '02 52',
      ),
    ],
  }),
  part('outpatient', 'Polikliniek palliatieve zorg', 'department', {
    phone: '000-555 02 60',
    professionals: [person('toverij', ['Tilly', 'Toverij'], NURSE('verpleegkundige polikliniek'), '02 61')],
  }),
];

/** The expert team: who works there beside the physician of the handmade demo. */
export const EXPERT_TEAM: CastInstitution = part('consult-team', 'Consultteam palliatieve zorg', 'team', {
  phone: '000-555 01 14',
  professionals: [
    person('imaginair', ['Iris', 'Imaginair'], NURSE('verpleegkundig consulent'), '03 11'),
    person('jokkebrok', ['Joris', 'Jokkebrok'], NURSE('verpleegkundig consulent'), '03 12'),
    person('mirakel', ['Maud', 'Mirakel'], NURSE('verpleegkundig consulent'), '03 13'),
    person(
      'waanbeeld',
      ['Willem', 'Waanbeeld', 'dr.'],
      PHYSICIAN('arts consultteam palliatieve zorg'),
      '03 14',
    ),
    person('fabel', ['Fenna', 'Fabel'], OTHER('psycho-oncologisch maatschappelijk werker'), '03 15'),
    person('dichtsel', ['Daan', 'Dichtsel'], OTHER('maatschappelijk werker'), '03 16'),
    person('sprookje', ['Simon', 'Sprookje'], OTHER('geestelijk verzorger'), '03 17'),
    person('legende', ['Lieke', 'Legende'], OTHER('geestelijk verzorger'), '03 18'),
    person(
      'pretentie',
      ['Pien', 'Pretentie'],
      specialty('17.000', 'Apotheker', 'ziekenhuisapotheker'),
      '03 19',
    ),
    person('schijn', ['Sanne', 'Schijn'], OTHER('secretaris consultteam'), '03 20'),
    person('leidraad', ['Leo', 'Leidraad-Verzonnen'], OTHER('teamleider consultteam'), '03 21'),
  ],
});

/** Who is in the team as what; the physician of the handmade demo keeps her own place in the hospital. */
export const TEAM_MEMBERS: readonly { readonly id: string; readonly role: TeamRole }[] = [
  { id: 'demo-imaginair', role: 'consult-nurse' },
  { id: 'demo-jokkebrok', role: 'consult-nurse' },
  { id: 'demo-mirakel', role: 'consult-nurse' },
  { id: 'demo-fictief', role: 'consult-physician' },
  { id: 'demo-waanbeeld', role: 'consult-physician' },
  { id: 'demo-fabel', role: 'social-worker' },
  { id: 'demo-dichtsel', role: 'social-worker' },
  { id: 'demo-sprookje', role: 'spiritual-care-worker' },
  { id: 'demo-legende', role: 'spiritual-care-worker' },
  { id: 'demo-pretentie', role: 'pharmacist' },
  { id: 'demo-schijn', role: 'team-secretary' },
];

/** Practices and home care around the hospital, beside those of the handmade demo. */
export const NEIGHBOURS: readonly CastInstitution[] = [
  {
    id: 'demo-gp-brug',
    name: 'Huisartsenpraktijk De Bedachte Brug',
    kind: { code: 'general-practice', text: 'huisartsenpraktijk' },
    phone: '000-555 04 10',
    professionals: [
      person(
        'gefingeerd',
        ['Gijs', 'Gefingeerd', 'dr.'],
        specialty('01.015', 'Huisarts', 'huisarts'),
        '04 11',
      ),
    ],
  },
  {
    id: 'demo-gp-molen',
    name: 'Huisartsenpraktijk De Gedroomde Molen',
    kind: { code: 'general-practice', text: 'huisartsenpraktijk' },
    phone: '000-555 04 20',
    professionals: [
      person('dagdroom', ['Dirkje', 'Dagdroom', 'dr.'], specialty('01.015', 'Huisarts', 'huisarts'), '04 21'),
    ],
  },
  {
    id: 'demo-home-care-polder',
    name: 'Wijkzorg Nergenspolder',
    kind: { code: 'home-care', text: 'thuiszorg' },
    phone: '000-555 04 30',
    professionals: [person('illusie', ['Ilse', 'Illusie'], NURSE('wijkverpleging'), '04 31')],
  },
];

/** Who works at an institution of the handmade demo beside the people of the care plan. */
export const HOSPICE_OFFICE: CastInstitution = {
  id: 'demo-hospice',
  name: 'Hospice De Verzonnen Linde',
  professionals: [person('hersenspinsel', ['Hanna', 'Hersenspinsel'], OTHER('coördinator hospice'), '01 19')],
};
