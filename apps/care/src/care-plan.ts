import { CONTACT_KIND_SYSTEM } from '@caecilia/assessment';
import {
  type CarePlanSettings,
  carePlanAssets,
  carePlanEndpoints,
  carePlanPages,
  inShortPages,
  type PlanNow,
  type PlanStandard,
  parsePlanStandard,
  planNow,
  problemPage,
} from '@caecilia/careplan';
import { compareVersions, resourceToXml } from '@caecilia/fhir';
import type { Caller } from '@caecilia/kernel';
import { EMERGENCY_DOOR } from '@caecilia/privacy';
import type { Store } from '@caecilia/store';
import { HOME_CARE, HOSPICE } from './access/relations.ts';
import type { Settings } from './configuration.ts';
import { mayRecordIn } from './conversation/may-record.ts';
import { demoCalendar } from './demo/calendar.ts';
import { handmadeDemo } from './demo/demo-record.ts';
import type { Demo } from './demo/load-demo.ts';
import { networkDemo } from './demo/network.ts';
import type { DeskArea } from './desk/area.ts';
import type { WorkServing } from './desk/work.ts';
import { inShortArea, inShortHouse } from './in-short/in-short-area.ts';
import type { Language } from './language.ts';
import type { PackInUse } from './packs.ts';
import type { PageFloor, PageServing } from './pages.ts';
import { type PaperReading, paperMarks } from './paper-check.ts';
import { hasEmergencies } from './privacy/emergency-access.ts';
import { invitationLinks } from './privacy/invitations.ts';
import { patientAtHome } from './privacy/own-record.ts';
import type { ReadSearch } from './read-search.ts';
import { TIME_ZONE } from './time-zone.ts';

/** What the care plan's pages are bound to. */
interface CarePlanParts {
  readonly settings: Settings;
  readonly store: Store;
  readonly readSearch: ReadSearch;
  readonly packs: readonly PackInUse[];
  readonly now: () => Date;
  /** Key of the codes on paper, 32 bytes. */
  readonly paperKey: Uint8Array;
  readonly language: Pick<Language, 'validator' | 'model'>;
}

type MaySeePlan = NonNullable<CarePlanSettings['maySeePlan']>;

/** What the care plan gives to the house. */
export interface CarePlanFloor
  extends PageFloor,
    Pick<PageServing, 'problem'>,
    Pick<WorkServing, 'notices'>,
    DeskArea {
  readonly maySeePlan: MaySeePlan;
  /** What the check of a printed plan stands on. */
  readonly paper: PaperReading;
  /** The plan of one patient as it stands, for who asks. */
  readonly planNow: (caller: Caller, patientId: string) => Promise<PlanNow>;
}

/**
 * Whether what was agreed is for this caller to see. Goals stand for all wishes: for nobody they depend on more than the
 * relation. A carer by mandate sees goals and no directives: to them a plan would say that nothing was agreed.
 */
export const maySeePlanIn = (store: Pick<Store, 'stillAllowed'>): MaySeePlan =>
  async function maySeePlan(caller, patientId) {
    return (
      (await store.stillAllowed(caller, patientId, { type: 'Goal', interaction: 'search-type' })) &&
      (caller.role !== 'carer' ||
        (await store.stillAllowed(caller, patientId, { type: 'Consent', interaction: 'read' })))
    );
  };

/** The pages of the care plan, their files, what the app asks of it, and the words for what goes wrong. */
export function carePlanOf({
  settings,
  store,
  readSearch,
  packs,
  now,
  paperKey,
  language: { validator, model },
}: CarePlanParts): CarePlanFloor {
  const maySeePlan = maySeePlanIn(store);
  const mayRecord = mayRecordIn(store);
  const pageSettings: CarePlanSettings = {
    standards: standardsOf(packs),
    readSearch,
    now,
    timeZone: TIME_ZONE,
    recordLanguage: 'nl',
    placesOfCare: { hospice: HOSPICE, homeCare: HOME_CARE, visits: [CONTACT_KIND_SYSTEM] },
    notices: { demo: settings.demo, embedded: store.engine === 'pglite' },
    emergencyDoor: (caller) => (hasEmergencies(caller) ? EMERGENCY_DOOR : undefined),
    isReadOnly: () => store.logRefusedSince() !== undefined,
    maySeePlan,
    resolveAt: async (caller, patientId) =>
      (await mayRecord(caller, patientId)) ? `/desk/patients/${patientId}/conversation/conflicts` : undefined,
    linksAbout: invitationLinks(store),
    paperMarks: paperMarks(paperKey),
    log: store.log,
    keepsTo: (resource) => validator.validate(resource).every(({ severity }) => severity !== 'error'),
    toXml: (resource) => resourceToXml(resource, model),
    patientAtHome: (caller) => patientAtHome(store, caller),
    emergencyUntil: async (caller, patientId) =>
      caller.emergency === undefined ? undefined : (await store.emergencies.active(caller, patientId))?.until,
  };
  const house = {
    store,
    session: (caller: Caller) => store.session(caller),
    readSearch,
    now,
    timeZone: TIME_ZONE,
  };
  const short = inShortHouse(pageSettings, house);
  const shortArea = inShortArea(short);
  return {
    pages: [...carePlanPages(pageSettings), ...inShortPages({ ...pageSettings, ...short })],
    assets: carePlanAssets(),
    ...shortArea,
    endpoints: [...carePlanEndpoints(pageSettings), ...shortArea.endpoints],
    notices: pageSettings.notices,
    maySeePlan,
    paper: { ...pageSettings, store, marks: pageSettings.paperMarks },
    planNow: (caller, id) => planNow(pageSettings, store.session(caller), caller, id),
    problem: (request, problem) => problemPage(pageSettings, request, problem),
  };
}

/** The invented demo, written in the newest version of the standard, and the civil day for which it is made. */
export function demoOf(packs: readonly PackInUse[], { demoNetwork }: Settings, now: Date): Demo {
  const standard = newestStandard(packs);
  return {
    today: demoCalendar(now).today,
    bundles: (calendar) => [
      ...handmadeDemo(standard, calendar),
      ...(demoNetwork ? networkDemo(standard, calendar) : []),
    ],
  };
}

/** What the newest version of the care-plan standard means, for plans that the house writes itself. */
export function newestStandard(packs: readonly PackInUse[]): PlanStandard {
  const newestLast = packs.toSorted((a, b) => compareVersions(a.pack.version, b.pack.version));
  const standard = standardsOf(newestLast).at(-1);
  if (!standard) throw new Error('no pack says what a care plan means, so there can be no demo');
  return standard;
}

/** What each version of a care-plan standard means, from the packs that say so. */
export function standardsOf(packs: readonly PackInUse[]): readonly PlanStandard[] {
  return packs.flatMap(({ pack }) => (pack.carePlan === undefined ? [] : [parsePlanStandard(pack.carePlan)]));
}
