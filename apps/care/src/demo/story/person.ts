import type { PlanDraft } from '@caecilia/careplan';
import type { DemoCalendar } from '../calendar.ts';
import { WARDS } from '../cast.ts';
import { type Random, randomOf } from '../random.ts';
import { ILLNESSES, type Illness } from './illnesses.ts';
import { type Called, nameOf, relativeOf } from './names.ts';

/** Somebody at work: how the record names them, and how people do. */
export interface Worker {
  /** As the account signs in: what they write bears this name. */
  readonly reference: string;
  readonly name: string;
  /** Their role in the directory. */
  readonly role: string;
  /** `Organization/…`. */
  readonly at: string;
  readonly phone: string;
}

/** Who looks after a patient. */
export interface Carers {
  readonly nurse: Worker;
  readonly physician: Worker;
  readonly socialWorker: Worker;
  readonly spiritualCareWorker: Worker;
  readonly wardNurse: Worker;
  readonly treatingPhysician: Worker;
  readonly gp: Worker;
  readonly homeCare: Worker;
}

/** Somebody close to the patient. */
export interface Close {
  readonly id: string;
  readonly draft: PlanDraft['contactPersons'][number];
}

/** An invented patient: who they are, what they have, and who is around them. */
export interface Person {
  /** Logical id. */
  readonly id: string;
  readonly n: number;
  readonly called: Called;
  readonly gender: 'female' | 'male';
  readonly birthDate: string;
  readonly illness: Illness;
  readonly alsoIll: readonly string[];
  readonly close: readonly Close[];
  readonly carers: Carers;
  /** Organisations that may see what was agreed; some patients permit none. */
  readonly sharesWith: readonly string[];
}

const worker = (
  id: string,
  name: string,
  at: string,
  phone: string,
  reference = `Practitioner/${id}`,
): Worker => ({
  reference,
  name,
  role: `PractitionerRole/${id}`,
  at,
  phone,
});

const TEAM_PHONE = '000-555 01 14';
const inTeam = (id: string, name: string) => worker(id, name, 'Organization/demo-consult-team', TEAM_PHONE);

const NURSES = [
  inTeam('demo-imaginair', 'Iris Imaginair'),
  inTeam('demo-jokkebrok', 'Joris Jokkebrok'),
  inTeam('demo-mirakel', 'Maud Mirakel'),
];
const PHYSICIANS = [
  worker(
    'demo-fictief',
    'dr. Femke Fictief',
    'Organization/demo-hospital',
    TEAM_PHONE,
    'PractitionerRole/demo-fictief',
  ),
  inTeam('demo-waanbeeld', 'dr. Willem Waanbeeld'),
];
const SOCIAL_WORKERS = [inTeam('demo-fabel', 'Fenna Fabel'), inTeam('demo-dichtsel', 'Daan Dichtsel')];
const SPIRITUAL = [inTeam('demo-sprookje', 'Simon Sprookje'), inTeam('demo-legende', 'Lieke Legende')];
/** Of the handmade demo; he signs in by his role. */
const PROEFMAN = worker(
  'demo-proefman',
  'dr. Pim Proefman',
  'Organization/demo-gp',
  '000-555 01 15',
  'PractitionerRole/demo-proefman',
);
const GPS = [
  worker('demo-gefingeerd', 'dr. Gijs Gefingeerd', 'Organization/demo-gp-brug', '000-555 04 11'),
  PROEFMAN,
  worker('demo-dagdroom', 'dr. Dirkje Dagdroom', 'Organization/demo-gp-molen', '000-555 04 21'),
];
const HOME_CARE = [
  worker(
    'demo-home-care',
    'Tess Thuiszorg-Fictie',
    'Organization/demo-home-care',
    '000-555 01 16',
    'PractitionerRole/demo-home-care',
  ),
  worker('demo-illusie', 'Ilse Illusie', 'Organization/demo-home-care-polder', '000-555 04 31'),
];

/** The nurse of the hospice, by whose role she signs in. */
export const HOSPICE_NURSE = worker(
  'demo-voorbeeldig',
  'Vera Voorbeeldig',
  'Organization/demo-hospice',
  '000-555 01 19',
  'PractitionerRole/demo-voorbeeldig',
);

/** The n-th invented patient of a seed. */
export function personOf(id: string, n: number, seed: string, calendar: DemoCalendar): Person {
  const random = randomOf(seed, 'person', n);
  // Each ward has its patients: the illnesses are dealt out in turn, the rest is drawn.
  const illness = ILLNESSES[(n * 7) % ILLNESSES.length] ?? random.one(ILLNESSES);
  const gender = random.chance(0.5) ? 'female' : 'male';
  const called = nameOf(n, gender, random);
  const carers = carersOf(illness, random);
  const young = illness.id === 'breast-cancer' || illness.id === 'brain-tumour' || illness.id === 'als';
  const birthYear = Number(calendar.today.slice(0, 4)) - (young ? random.int(38, 66) : random.int(64, 93));
  return {
    id,
    n,
    called,
    gender,
    birthDate: `${birthYear}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`,
    illness,
    alsoIll: random.some(illness.also, random.int(0, 2)),
    close: closeOf(id, called, { gender, grown: !young, alone: random.chance(0.08) }, random),
    carers,
    sharesWith: random.chance(0.85)
      ? [carers.gp.at, carers.homeCare.at, ...(random.chance(0.8) ? ['Organization/demo-out-of-hours'] : [])]
      : [],
  };
}

const two = (value: number) => String(value).padStart(2, '0');

function carersOf({ ward }: Illness, random: Random): Carers {
  const place = WARDS.find(({ id }) => id === ward);
  const [nurse, physician] = (place?.professionals ?? []).map(({ id, name, phone }) =>
    worker(
      id,
      [name?.title, name?.given, name?.family].filter(Boolean).join(' '),
      `Organization/${ward}`,
      phone ?? '',
    ),
  );
  if (nurse === undefined || physician === undefined) throw new Error(`the ward ${ward} has nobody`);
  return {
    nurse: random.one(NURSES),
    physician: random.one(PHYSICIANS),
    socialWorker: random.one(SOCIAL_WORKERS),
    spiritualCareWorker: random.one(SPIRITUAL),
    wardNurse: nurse,
    treatingPhysician: physician,
    gp: random.one(GPS),
    homeCare: random.one(HOME_CARE),
  };
}

interface Family {
  readonly id: string;
  readonly called: Called;
  readonly gender: 'female' | 'male';
  readonly random: Random;
  /** Decides where the patient cannot. */
  readonly represents: boolean;
}

function closeOf(
  id: string,
  called: Called,
  { gender, grown, alone }: { gender: 'female' | 'male'; grown: boolean; alone: boolean },
  random: Random,
): readonly Close[] {
  if (alone) return [];
  const family = { id, called, gender, random, represents: random.chance(0.35) };
  const partner = random.chance(0.62) ? [partnerOf(family)] : [];
  const hasChild = grown && random.chance(partner.length > 0 ? 0.55 : 0.85);
  return [...partner, ...(hasChild ? [childOf(family, partner.length === 0)] : [])];
}

const phoneOf = (random: Random) => `000-555 ${two(random.int(50, 99))} ${two(random.int(0, 99))}`;

function partnerOf({ id, called, gender, random, represents }: Family): Close {
  const other = gender === 'female' ? 'male' : 'female';
  return closeBy(`${id}-partner`, {
    name: relativeOf(called, other, random),
    roles: [...(represents ? ['24'] : []), '01', '100001'],
    relation: other === 'male' ? 'HUSB' : 'WIFE',
    phone: phoneOf(random),
  });
}

function childOf({ id, called, random, represents }: Family, isFirst: boolean): Close {
  const gender = random.chance(0.55) ? 'female' : 'male';
  return closeBy(`${id}-child`, {
    name: relativeOf(called, gender, random),
    roles: isFirst ? [...(represents ? ['24'] : []), '01'] : ['02'],
    relation: gender === 'female' ? 'DAUC' : 'SONC',
    phone: phoneOf(random),
  });
}

const closeBy = (id: string, draft: Omit<Close['draft'], 'id'>): Close => ({ id, draft: { id, ...draft } });
