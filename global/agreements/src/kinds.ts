import { filled, oneOf, type Refusal, type Words } from './words.ts';

/** What an agreement is. An amendment may do what the agreement that it amends may do. */
export const AGREEMENT_KINDS = [
  'mou',
  'framework',
  'student-exchange',
  'staff-exchange',
  'cotutelle',
  'research',
  'data-transfer',
  'clinical-twinning',
  'iia',
  'designation',
  'amendment',
] as const;
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];

/** What an agreement may bring along beside the words: what binds somebody, costs something or touches patients. */
export const PROVISIONS = [
  'money',
  'student-places',
  'staff-places',
  'doctoral-places',
  'patient-data',
] as const;
export type Provision = (typeof PROVISIONS)[number];

/** What partners do with each other once an agreement that names it is in force. */
export const EXCHANGES = ['benchmark', 'shared-course', 'joint-study', 'second-opinion', 'mobility'] as const;
export type Exchange = (typeof EXCHANGES)[number];

/** What a kind may bring along. Our own rules, after the practice of universities: an intention binds nobody. */
interface KindRule {
  readonly name: Words;
  /** Whether its parties can be held to it. */
  readonly binding: boolean;
  readonly carries: readonly Provision[];
  readonly exchanges: readonly Exchange[];
}

export const KIND_RULES: Readonly<Record<Exclude<AgreementKind, 'amendment'>, KindRule>> = {
  mou: {
    name: { nl: 'intentieverklaring', en: 'memorandum of understanding' },
    binding: false,
    carries: [],
    exchanges: [],
  },
  framework: {
    name: { nl: 'raamovereenkomst', en: 'framework agreement' },
    binding: true,
    carries: ['student-places', 'staff-places', 'patient-data'],
    exchanges: ['benchmark', 'shared-course', 'joint-study', 'second-opinion', 'mobility'],
  },
  'student-exchange': {
    name: { nl: 'overeenkomst voor studentenuitwisseling', en: 'student exchange agreement' },
    binding: true,
    carries: ['money', 'student-places'],
    exchanges: ['shared-course', 'mobility'],
  },
  'staff-exchange': {
    name: { nl: 'overeenkomst voor uitwisseling van medewerkers', en: 'staff exchange agreement' },
    binding: true,
    carries: ['money', 'staff-places'],
    exchanges: ['shared-course', 'mobility'],
  },
  cotutelle: {
    name: { nl: 'overeenkomst voor een gezamenlijke promotie', en: 'joint doctorate agreement' },
    binding: true,
    carries: ['money', 'doctoral-places'],
    exchanges: ['mobility'],
  },
  research: {
    name: { nl: 'onderzoeksovereenkomst', en: 'research agreement' },
    binding: true,
    carries: ['money', 'patient-data'],
    exchanges: ['benchmark', 'joint-study'],
  },
  'data-transfer': {
    name: { nl: 'overeenkomst voor gegevensoverdracht', en: 'data transfer agreement' },
    binding: true,
    carries: ['patient-data'],
    exchanges: ['benchmark'],
  },
  'clinical-twinning': {
    name: { nl: 'zorgpartnerschap', en: 'clinical twinning agreement' },
    binding: true,
    carries: ['money', 'staff-places', 'patient-data'],
    exchanges: ['benchmark', 'shared-course', 'second-opinion'],
  },
  iia: {
    name: { nl: 'interinstitutionele overeenkomst (Erasmus)', en: 'inter-institutional agreement (Erasmus)' },
    binding: true,
    carries: ['student-places', 'staff-places', 'doctoral-places'],
    exchanges: ['mobility'],
  },
  designation: {
    name: { nl: 'aanwijzing', en: 'designation' },
    binding: false,
    carries: [],
    exchanges: ['benchmark'],
  },
};

const AMENDMENT: Words = { nl: 'wijziging', en: 'amendment' };

/** Name of a kind. */
export const kindName = (kind: AgreementKind): Words =>
  kind === 'amendment' ? AMENDMENT : KIND_RULES[kind].name;

export const PROVISION_NAMES: Readonly<Record<Provision, Words>> = {
  money: { nl: 'geld', en: 'money' },
  'student-places': { nl: 'plaatsen voor studenten', en: 'places for students' },
  'staff-places': { nl: 'plaatsen voor medewerkers', en: 'places for staff' },
  'doctoral-places': { nl: 'plaatsen voor promovendi', en: 'places for doctoral candidates' },
  'patient-data': { nl: 'gegevens van patiënten', en: 'patient data' },
};

export const EXCHANGE_NAMES: Readonly<Record<Exchange, Words>> = {
  benchmark: { nl: 'vergelijken van uitkomsten', en: 'benchmark' },
  'shared-course': { nl: 'gezamenlijke cursus', en: 'shared course' },
  'joint-study': { nl: 'gezamenlijk onderzoek', en: 'joint study' },
  'second-opinion': { nl: 'second opinion', en: 'second opinion' },
  mobility: { nl: 'uitwisseling van mensen', en: 'mobility' },
};

/** The clause that has to stand in the text in force before data of patients goes anywhere. */
export const PATIENT_DATA_CLAUSE = 'patient-data';

/** Exchanges that cannot be without data of single patients. */
const ABOUT_PATIENTS: readonly Exchange[] = ['second-opinion'];

/** A refusal that says which kinds can do it instead. */
export interface KindRefusal extends Refusal {
  readonly needs: readonly Exclude<AgreementKind, 'amendment'>[];
}

/** An agreement as these rules see it; `amended` is the kind of what an amendment amends. */
export interface OfKind {
  readonly kind: AgreementKind;
  readonly amended?: AgreementKind | undefined;
}

const ruleOf = ({ kind, amended }: OfKind): KindRule | undefined => {
  const counts = kind === 'amendment' ? amended : kind;
  return counts === undefined || counts === 'amendment' ? undefined : KIND_RULES[counts];
};

const kindsThat = (may: (rule: KindRule) => boolean) =>
  (Object.keys(KIND_RULES) as (keyof typeof KIND_RULES)[]).filter((kind) => may(KIND_RULES[kind]));

const CANNOT: Words = {
  nl: 'Een {{kind}} kan geen {{what}} dragen. Daarvoor is een {{needs}} nodig.',
  en: 'This {{kind}} cannot carry {{what}}. That takes a {{needs}}.',
};

const CANNOT_UNLOCK: Words = {
  nl: 'Een {{kind}} opent geen {{what}}. Daarvoor is een {{needs}} nodig.',
  en: 'This {{kind}} cannot unlock {{what}}. That takes a {{needs}}.',
};

interface NotOfKind {
  readonly code: string;
  readonly sentence: Words;
  readonly what: Words;
  readonly needs: KindRefusal['needs'];
}

function refusal(of: OfKind, { code, sentence, what, needs }: NotOfKind): KindRefusal {
  const names = oneOf(needs.map(kindName));
  const kind = kindName(of.kind === 'amendment' ? (of.amended ?? of.kind) : of.kind);
  return { code, needs, words: filled(sentence, { kind, what, needs: names }) };
}

/** Why an agreement may not carry something, with the kinds that may; undefined where it may. */
export function cannotCarry(of: OfKind, what: Provision): KindRefusal | undefined {
  if (ruleOf(of)?.carries.includes(what) === true) return undefined;
  return refusal(of, {
    code: `kind.${what}`,
    sentence: CANNOT,
    what: PROVISION_NAMES[what],
    needs: kindsThat((rule) => rule.carries.includes(what)),
  });
}

/** Why an agreement may not name an exchange, with the kinds that may; undefined where it may. */
export function cannotExchange(of: OfKind, what: Exchange): KindRefusal | undefined {
  if (ruleOf(of)?.exchanges.includes(what) === true) return undefined;
  return refusal(of, {
    code: `kind.${what}`,
    sentence: CANNOT_UNLOCK,
    what: EXCHANGE_NAMES[what],
    needs: kindsThat((rule) => rule.exchanges.includes(what)),
  });
}

/** Everything of a wish that its kind cannot carry. Changing the kind of an agreement asks this of all it has. */
export function notOfKind(
  of: OfKind,
  wish: { readonly carries: readonly Provision[]; readonly exchanges: readonly Exchange[] },
): readonly KindRefusal[] {
  const refusals = [
    ...wish.carries.map((what) => cannotCarry(of, what)),
    ...wish.exchanges.map((what) => cannotExchange(of, what)),
  ];
  return refusals.filter((each) => each !== undefined);
}

/** Kinds that can carry all of a wish, the narrowest first: what is offered where a kind cannot. */
export function kindsFor(wish: {
  readonly carries: readonly Provision[];
  readonly exchanges: readonly Exchange[];
}): readonly Exclude<AgreementKind, 'amendment'>[] {
  const size = (kind: keyof typeof KIND_RULES) =>
    KIND_RULES[kind].carries.length + KIND_RULES[kind].exchanges.length;
  return kindsThat(
    (rule) =>
      wish.carries.every((what) => rule.carries.includes(what)) &&
      wish.exchanges.every((what) => rule.exchanges.includes(what)),
  ).toSorted((a, b) => size(a) - size(b));
}

/** Whether an exchange cannot be switched on without the clause on data of patients in the text in force. */
export const needsPatientDataClause = (what: Exchange): boolean => ABOUT_PATIENTS.includes(what);
