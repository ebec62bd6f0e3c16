import type { FhirResource } from '@caecilia/fhir';
import { formalName } from '@caecilia/fhir';
import {
  type AccessLog,
  answerInWords,
  type Caller,
  civilTime,
  kindOfProblem,
  type Page,
  type PageAnswer,
  type PageRequest,
  type PageVisit,
  type PlaceLink,
  Problem,
  type RecordSession,
  resourceOf,
} from '@caecilia/kernel';
import { documentPages, OWN_DOWNLOAD } from './documentPages.ts';
import type { PlacesOfCare } from './glance/whereabouts.ts';
import { idIn, loadForCaller, ownPatient } from './pageParts.ts';
import { checkPaper } from './paper/paperCheck.ts';
import { type PaperMarks, paperCheckPath } from './paper/paperMark.ts';
import { plainPlan } from './plain/plainPlan.ts';
import { released } from './plain/released.ts';
import type { CarePlan } from './plan.ts';
import { findPatients, type PatientQuestion, type ReadSearch } from './planSearches.ts';
import { readCarePlan } from './readCarePlan.ts';
import { elementOf, wordsOf } from './reading/element.ts';
import { parsePlanDate } from './reading/planDate.ts';
import { targetOf } from './reading/references.ts';
import type { PlanStandard } from './standard/standard.ts';
import { renderEmergencyPage, type ScannedPaper } from './ui/emergencyPage.ts';
import { renderOriginalPage } from './ui/originalPage.ts';
import type { Notices } from './ui/pageFrame.ts';
import { renderPlainPage } from './ui/plainPage.ts';
import { type PlanProblem, renderProblemPage } from './ui/problemPage.ts';
import { renderStartPage } from './ui/startPage.ts';
import type { View } from './ui/view.ts';
import { viewFor } from './ui/viewFor.ts';

/** What the pages of this module need from the house. */
export interface CarePlanSettings {
  readonly standards: readonly PlanStandard[];
  readonly readSearch: ReadSearch;
  readonly now: () => Date;
  /** IANA time zone of the house. */
  readonly timeZone: string;
  /** Language of recorded words where a resource does not say (BCP 47). */
  readonly recordLanguage: string;
  readonly notices: Notices;
  readonly placesOfCare: PlacesOfCare;
  /**
   * Whether this caller may see what was agreed with this patient at all. Without it a plan would say "nothing agreed"
   * to somebody to whom it is closed.
   */
  readonly maySeePlan?: (caller: Caller, patientId: string) => Promise<boolean>;
  /** Address at which this caller can ask for emergency access; undefined for who has none. */
  readonly emergencyDoor?: (caller: Caller) => string | undefined;
  /** Whether the log takes no lines now: then records can be read in an emergency only, and not changed. */
  readonly isReadOnly?: () => boolean;
  /** Instant until which this caller sees this patient (logical id) by emergency access, where they do. */
  readonly emergencyUntil?: (caller: Caller, patientId: string) => Promise<string | undefined>;
  /** Seals the code on paper. */
  readonly paperMarks: PaperMarks;
  /** Logical id of the patient whom a patient or a carer is or is close to; undefined for everybody else. */
  readonly patientAtHome?: (caller: Caller) => Promise<string | undefined>;
  /** Where it is written that something was printed or taken out, before it is. */
  readonly log: AccessLog;
  /** Whether a resource keeps to the profiles that it claims. */
  readonly keepsTo: (resource: FhirResource) => boolean;
  /** A resource as FHIR in XML. */
  readonly toXml: (resource: FhirResource) => string;
  /** Where this caller chooses between sources that contradict, where they may. */
  readonly resolveAt?: (caller: Caller, patientId: string) => Promise<string | undefined>;
  /** Other pages of the house about this patient (logical id) that are for this caller. */
  readonly linksAbout?: (caller: Caller, patientId: string) => Promise<readonly PlaceLink[]>;
}

/** How a page of this module is answered; what goes wrong is said in words. */
export type Answer = (session: RecordSession, request: PageVisit, view: View) => Promise<PageAnswer>;

/** The pages of the care plan: the start page, the emergency page, and the original behind what cannot be read. */
export function carePlanPages(settings: CarePlanSettings): readonly Page[] {
  const page = (path: string, answer: Answer): Page => ({
    path,
    handler: (session, request) =>
      answerInWords(
        () => answer(session, request, viewFor(settings, request)),
        (problem) => problemPage(settings, request, problem),
      ),
  });
  return [
    page('/', (session, request, view) => startPage(settings, session, request, view)),
    page('/care/patients/:id/emergency', (session, request, view) =>
      emergencyPage(settings, session, request, view),
    ),
    page('/care/patients/:id/plain', (session, request, view) =>
      plainPage(settings, session, request, view, idIn(request, 'id')),
    ),
    ...documentPages(settings, page),
    page('/my-record/plan', (session, request, view) => ownPlanPage(settings, session, request, view)),
    page('/care/patients/:id/originals/:type/:resourceId', (session, request, view) =>
      originalPage(settings, session, request, view),
    ),
  ];
}

/** A page in words for a problem; for the server where no page of ours answers, for instance an unknown address. */
export function problemPage(
  settings: CarePlanSettings,
  request: PageRequest | PageVisit,
  problem: Problem,
): PageAnswer {
  const view = viewFor(settings, request);
  const kind = kindOf(problem);
  const isClosed = 'caller' in request && CLOSED.includes(kind);
  const door = isClosed ? settings.emergencyDoor?.(request.caller) : undefined;
  const { notices } = settings;
  return { status: problem.status, html: renderProblemPage({ view, kind, notices, door }) };
}

/** A record that is not there answers as one that is closed, and so has the same door. */
const CLOSED: readonly PlanProblem[] = ['notFound', 'forbidden', 'logRefused'];

function kindOf(problem: Problem): PlanProblem {
  if (problem.code === 'no-store') return 'logRefused';
  const kind = kindOfProblem(problem);
  // Nobody changes anything on these pages.
  return kind === 'changed' ? 'refused' : kind;
}

/** The plan in words for the patient; also a professional reads and prints there only what the patient may read. */
async function plainPage(
  settings: CarePlanSettings,
  session: RecordSession,
  request: PageVisit,
  view: View,
  patientId: string,
): Promise<PageAnswer> {
  const { standards, timeZone, recordLanguage, notices } = settings;
  const resources = released(await loadForCaller(settings, session, request.caller, patientId));
  const plan = readCarePlan(resources, { standards, patientId, now: settings.now(), timeZone });
  const { language, now } = view;
  const plain = plainPlan(plan, { language, recordLanguage, now, demo: notices.demo });
  const isOwn = request.caller.role === 'patient' || request.caller.role === 'carer';
  const html = renderPlainPage({
    view,
    plain,
    path: isOwn ? OWN_PLAN : `/care/patients/${patientId}/plain`,
    download: isOwn ? OWN_DOWNLOAD : `/care/patients/${patientId}/documents/plain/download`,
    ...(isOwn ? {} : { back: `/care/patients/${patientId}/emergency` }),
  });
  return { status: 200, html };
}

/** Where patients and who represents them read the plan. */
const OWN_PLAN = '/my-record/plan';
const DOCUMENTS = { nl: 'Afdrukken en downloaden', en: 'Print and download' };

async function ownPlanPage(
  settings: CarePlanSettings,
  session: RecordSession,
  request: PageVisit,
  view: View,
): Promise<PageAnswer> {
  return plainPage(settings, session, request, view, await ownPatient(settings, request));
}

const PLAIN = { nl: 'Het plan in gewone taal', en: 'The plan in plain words' };

async function emergencyPage(
  settings: CarePlanSettings,
  session: RecordSession,
  request: PageVisit,
  view: View,
): Promise<PageAnswer> {
  const patientId = idIn(request, 'id');
  const { standards, timeZone, notices } = settings;
  const now = settings.now();
  const resources = await loadForCaller(settings, session, request.caller, patientId);
  const plan = readCarePlan(resources, { standards, patientId, now, timeZone });
  const until = await settings.emergencyUntil?.(request.caller, patientId);
  const mark = { patientId, edition: plan.edition, at: now.toISOString() };
  const html = renderEmergencyPage({
    emergency:
      until === undefined
        ? undefined
        : {
            until: civilTime(new Date(until), timeZone),
            formToken: request.formToken,
            readOnly: settings.isReadOnly?.() ?? false,
          },
    view: { ...view, plan, resolveAt: await settings.resolveAt?.(request.caller, patientId) },
    notices,
    links: [
      { href: `/care/patients/${patientId}/plain`, label: PLAIN },
      { href: `/care/patients/${patientId}/documents`, label: DOCUMENTS },
      ...((await settings.linksAbout?.(request.caller, patientId)) ?? []),
    ],
    fetched: now.toISOString(),
    address: `${request.origin}${paperCheckPath(settings.paperMarks.seal(mark))}`,
    scanned: scannedPaper(settings, request, resources, plan),
  });
  return { status: 200, html };
}

/** The paper whose code brought the reader here, and whether it still is the plan. Papers of before have their edition only. */
function scannedPaper(
  { paperMarks, standards, timeZone, now }: CarePlanSettings,
  { query }: PageVisit,
  resources: readonly FhirResource[],
  { patient, edition, lastChanged }: CarePlan,
): ScannedPaper | undefined {
  const mark = query.paper === undefined ? undefined : paperMarks.open(query.paper);
  if (mark !== undefined && mark.patientId === patient.id) {
    const state = checkPaper(mark, resources, { standards, patientId: patient.id, now: now(), timeZone });
    return { edition: mark.edition, ...(state.kind === 'newer' ? { newer: state.since } : {}) };
  }
  const printed = /^[0-9a-f]{8}$/.exec(query.edition ?? '')?.[0];
  if (printed === undefined) return undefined;
  const changed = civilTime(lastChanged === undefined ? now() : new Date(lastChanged), timeZone);
  return { edition: printed, ...(printed === edition ? {} : { newer: changed }) };
}

/** A resource as it was recorded. Only of this patient: one of somebody else answers as if it were not there. */
async function originalPage(
  settings: CarePlanSettings,
  session: RecordSession,
  request: PageRequest,
  view: View,
): Promise<PageAnswer> {
  const patientId = idIn(request, 'id');
  const type = /^[A-Z][A-Za-z]{1,63}$/.exec(request.params.type ?? '')?.[0] ?? '';
  const version = type === '' ? undefined : await session.read(type, idIn(request, 'resourceId'));
  if (!version) throw new Problem('not-found', 'There is no such resource, or this caller may not see it.');
  if (version.deleted) throw new Problem('deleted', 'This resource was deleted.');
  const resource = resourceOf(version);
  const subjects = [resource.patient, resource.subject, { reference: `${type}/${version.id}` }].map(targetOf);
  if (!subjects.some((subject) => subject?.type === 'Patient' && subject.id === patientId))
    throw new Problem('not-found', 'There is no such resource of this patient.');
  return { status: 200, html: renderOriginalPage({ view, patientId, resource, notices: settings.notices }) };
}

async function startPage(
  settings: CarePlanSettings,
  session: RecordSession,
  request: PageRequest,
  view: View,
): Promise<PageAnswer> {
  const name = wordsOf(request.query.name)?.slice(0, 100);
  const born = wordsOf(request.query.born)?.slice(0, 20);
  const birthDate = born === undefined ? undefined : fhirDateOf(born);
  const badDate = born !== undefined && birthDate === undefined;
  const question: PatientQuestion = { ...(name ? { name } : {}), ...(birthDate ? { birthDate } : {}) };
  const found = badDate
    ? { patients: [], withPlan: new Set<string>(), more: false }
    : await findPatients(session, settings.readSearch, settings.standards, question);
  const patients = found.patients.map((patient) => ({
    id: String(patient.id),
    name: formalName(patient.name),
    birthDate: parsePlanDate(patient.birthDate, settings.timeZone),
    deceased: patient.deceasedBoolean === true || elementOf(patient)?.deceasedDateTime !== undefined,
    hasPlan: found.withPlan.has(String(patient.id)),
  }));
  const asked = { ...(name ? { name } : {}), ...(born ? { born } : {}) };
  return {
    status: badDate ? 400 : 200,
    html: renderStartPage({ view, notices: settings.notices, patients, asked, badDate, more: found.more }),
  };
}

/** `14-02-1948`, `14/2/1948`, `02-1948`, `1948` or a FHIR date, as a FHIR date. */
export function fhirDateOf(words: string): string | undefined {
  const dutch = /^(?:(?:(\d{1,2})[-/. ])?(\d{1,2})[-/. ])?(\d{4})$/.exec(words.trim());
  const text = dutch
    ? [dutch[3], dutch[2]?.padStart(2, '0'), dutch[1]?.padStart(2, '0')]
        .filter((part) => part !== undefined)
        .join('-')
    : words.trim();
  const date = parsePlanDate(text, 'UTC');
  return date && date.precision !== 'time' ? date.text : undefined;
}
