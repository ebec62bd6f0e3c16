import { civilMinute } from '@caecilia/kernel';
import type { Language, Translate } from '@caecilia/ui';
import type { MessageKey } from './messages.nl.ts';
import type { RoleName } from './settings.ts';
import type { TrailLine } from './trail.ports.ts';

/** Plain words for kinds of data, in the order in which they are named. */
const KINDS: readonly (readonly [MessageKey, readonly string[]])[] = [
  ['kind.identity', ['Patient']],
  ['kind.plan', ['Consent', 'Goal', 'CarePlan', 'AdvanceDirective']],
  ['kind.people', ['RelatedPerson', 'CareTeam', 'EpisodeOfCare']],
  ['kind.conversations', ['Encounter', 'Communication', 'CommunicationRequest', 'Procedure', 'Appointment']],
  ['kind.illness', ['Condition', 'AllergyIntolerance', 'ClinicalImpression', 'FamilyMemberHistory']],
  ['kind.measurements', ['Observation', 'DiagnosticReport', 'ImagingStudy', 'Specimen']],
  ['kind.complaints', ['QuestionnaireResponse', 'Questionnaire']],
  [
    'kind.medication',
    [
      'MedicationRequest',
      'MedicationStatement',
      'MedicationAdministration',
      'MedicationDispense',
      'Medication',
    ],
  ],
  ['kind.devices', ['Device', 'DeviceUseStatement', 'DeviceRequest']],
  ['kind.documents', ['DocumentReference', 'Binary', 'Composition', 'Media']],
  ['kind.tasks', ['Task', 'ServiceRequest', 'NutritionOrder']],
  ['kind.log', ['AuditEvent', 'Provenance']],
];

/** Kinds of data in plain words; a type that has none is called "other data", never left out. None where the log names no type. */
export function kindsOf(types: readonly string[], t: Translate<MessageKey>): readonly string[] {
  const known = KINDS.filter(([, list]) => types.some((type) => list.includes(type)));
  const rest = types.some((type) => !KINDS.some(([, list]) => list.includes(type)));
  const words = known.map(([key]) => t(key));
  return rest ? [...words, t('kind.other')] : words;
}

const GROUNDS = {
  self: 'ground.self',
  treatingTeam: 'ground.treatingTeam',
  consultation: 'ground.consultation',
  generalPractitioner: 'ground.generalPractitioner',
  homeCare: 'ground.homeCare',
  hospiceStay: 'ground.hospiceStay',
  representative: 'ground.representative',
  carer: 'ground.carer',
  researchConsent: 'ground.researchConsent',
  permission: 'ground.permission',
  emergency: 'ground.emergency',
  privacyReview: 'ground.privacyReview',
  careRelations: 'ground.careRelations',
  counting: 'ground.counting',
  ownPreparation: 'ground.ownPreparation',
  ownDiary: 'ground.ownDiary',
  callMe: 'ground.callMe',
  stayAsked: 'ground.stayAsked',
  secondCheck: 'ground.secondCheck',
  careConversation: 'ground.careConversation',
  planFromElsewhere: 'ground.planFromElsewhere',
  episodeOfPhases: 'ground.episodeOfPhases',
  handOver: 'ground.handOver',
  handOverPermitted: 'ground.handOverPermitted',
  handOverKeeping: 'ground.handOverKeeping',
  reportsOnMedication: 'ground.reportsOnMedication',
  supplyExpiry: 'ground.supplyExpiry',
  technical: 'ground.technical',
} as const satisfies Readonly<Record<string, MessageKey>>;

/** What the house calls itself in the log, where no person acted. */
const SYSTEMS = [
  'access',
  'hand-overs',
  'demo',
  'local-tool',
  'command-line',
  'retention',
  'spool',
  'federation',
  'nobody',
] as const;
const TECHNICAL = 'system:';

/** Whether no person did this, but the house itself or a tool on its server. */
export function isTechnical({ actor }: Pick<TrailLine, 'actor'>): boolean {
  return actor.id.startsWith(TECHNICAL);
}

function systemOf({ actor }: Pick<TrailLine, 'actor'>) {
  return SYSTEMS.find((each) => actor.id === `${TECHNICAL}${each}`) ?? 'other';
}

/** Who did it: the name of a person, or in plain words what no person did. */
export function actorOf(line: Pick<TrailLine, 'actor'>, t: Translate<MessageKey>): string {
  return isTechnical(line) ? t(`system.${systemOf(line)}`) : line.actor.name;
}

/** What the house did by itself, and for whom. */
function technicalWhy({ actor }: TrailLine, t: Translate<MessageKey>): string {
  const system = systemOf({ actor });
  if (system === 'access' && actor.responsible !== undefined)
    return t('system.access.for', { name: actor.responsible });
  return t(`system.${system}.why`, { code: actor.id });
}

/** Why it was allowed, in plain words; nothing where it was refused or failed. A ground that has none is said to be one of the house's own rules, by its code. */
export function groundOf(line: TrailLine, t: Translate<MessageKey>): string {
  const { ground, emergency, outcome } = line;
  if (outcome !== 0) return '';
  if (isTechnical(line)) return technicalWhy(line, t);
  if (emergency) return t('ground.emergency');
  if (ground === undefined) return t('ground.unsaid');
  const [first = '', ...others] = ground.split(' ').map((code) => groundWords(code, t));
  return others.length === 0 ? `${first}.` : `${[first, ...others.map(lowered)].join(t('ground.or'))}.`;
}

/** One ground, without the full stop. A role may work by several; the log then names each. */
function groundWords(code: string, t: Translate<MessageKey>): string {
  const key = Object.entries(GROUNDS).find(([each]) => each === code)?.[1];
  return (key === undefined ? t('ground.other', { code }) : t(key)).replace(/\.$/, '');
}

function lowered(words: string): string {
  return words.slice(0, 1).toLowerCase() + words.slice(1);
}

const EVENT_WORDS: Readonly<Record<Exclude<TrailLine['event'], 'access' | 'operation'>, MessageKey>> = {
  print: 'action.print',
  export: 'action.export',
  send: 'action.send',
  receive: 'action.receive',
  'break-glass': 'action.break-glass',
  'consent-change': 'action.consent',
  'rights-change': 'action.rights',
  'log-view': 'action.log-view',
  merge: 'action.merge',
  destruction: 'action.destruction',
  'sign-in': 'action.other',
  'sign-in-failed': 'action.other',
  'sign-out': 'action.other',
  token: 'action.other',
  refusal: 'action.refused',
  'log-change': 'action.other',
};

/** What was done, in plain words. */
export function actionOf({ event, action, outcome }: TrailLine, t: Translate<MessageKey>): string {
  if (outcome === 4) return t('action.refused');
  if (outcome === 8) return t('action.failed');
  if (event === 'access' || event === 'operation') return t(`action.${action}`);
  return t(EVENT_WORDS[event]);
}

/** The role that somebody acted in, in words; its code where it has none. */
export function roleIn(
  line: Pick<TrailLine, 'actor'>,
  roles: readonly RoleName[],
  { language, t }: { readonly language: Language; readonly t: Translate<MessageKey> },
): string {
  return isTechnical(line) ? t('system.role') : roleOf(line.actor.role, roles, language);
}

/** A role in words; its code where it has none. */
export function roleOf(role: string, roles: readonly RoleName[], language: Language): string {
  return roles.find((each) => each.role === role)?.name[language] ?? role;
}

/** Lines of one day that say the same, as one: how often, and at what times. */
export interface Fold {
  readonly line: TrailLine;
  /** Civil day. */
  readonly day: string;
  /** Civil times `HH:MM`, earliest first. */
  readonly times: readonly string[];
  /** All types of the lines that were folded. */
  readonly types: readonly string[];
  readonly ids: readonly string[];
}

/**
 * Folds equal lines of one day (NEN 7513 allows it for the client): same person in the same role, same action, same
 * ground. An emergency is never folded with what was none, nor a refusal with what was done.
 */
export function foldLines(lines: readonly TrailLine[], timeZone: string): readonly Fold[] {
  const folds = new Map<string, TrailLine[]>();
  const civil = (line: TrailLine) => civilMinute(new Date(line.at), timeZone);
  for (const line of lines) {
    const { actor, event, action, outcome, ground, emergency, patient } = line;
    const same = [
      civil(line).slice(0, 10),
      actor.id,
      actor.role,
      actor.organization,
      actor.responsible,
      event,
    ];
    const key = JSON.stringify([...same, action, outcome, ground, emergency?.reason, patient?.id]);
    folds.set(key, [...(folds.get(key) ?? []), line]);
  }
  return [...folds.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const times = [...new Set(same.map((line) => civil(line).slice(11)))].toSorted();
    return [
      {
        line: first,
        day: civil(first).slice(0, 10),
        times,
        types: [...new Set(same.flatMap(({ types }) => types))],
        ids: same.map(({ id }) => id),
      },
    ];
  });
}
