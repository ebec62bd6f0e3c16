import { compareVersions, type FhirResource, stringify } from '@caecilia/fhir';
import {
  type Caller,
  civilDay,
  type Page,
  type PageAnswer,
  type PageVisit,
  Problem,
  type RecordSession,
} from '@caecilia/kernel';
import { type PdfJob, PrinterBusy, printPdfAside } from '@caecilia/ui/pdf-aside';
import { idIn, loadForCaller, ownPatient } from './pageParts.ts';
import type { Answer, CarePlanSettings } from './pages.ts';
import { paperCheckPath } from './paper/paperMark.ts';
import { paperJob } from './paper/paperPdf.ts';
import { keptBack, type PlanRecord, planRecord } from './paper/planRecord.ts';
import { plainPlan } from './plain/plainPlan.ts';
import { released } from './plain/released.ts';
import { readCarePlan } from './readCarePlan.ts';
import type { PlanStandard } from './standard/standard.ts';
import { renderDocumentsPage } from './ui/documentsPage.ts';
import { documentWords } from './ui/documentWords.ts';
import { emergencyPaper, plainPaper } from './ui/paperPlan.ts';
import type { PlanView } from './ui/view.ts';
import { viewFor } from './ui/viewFor.ts';

/** Where patients, and who represents them, get their plan as a file. */
export const OWN_DOWNLOAD = '/my-record/plan/download';

/** One request for a document, with the record of the patient as whoever asks may see it. */
interface Asked {
  readonly settings: CarePlanSettings;
  readonly request: PageVisit;
  readonly patientId: string;
  readonly resources: readonly FhirResource[];
  readonly now: Date;
}

type File = Extract<PageAnswer, { readonly file: unknown }>['file'];
type Made = (asked: Asked) => Promise<File>;

/** What can be printed and taken along of a plan, and the files themselves. Nothing is given that is not in the log. */
export function documentPages(
  settings: CarePlanSettings,
  page: (path: string, answer: Answer) => Page,
): readonly Page[] {
  const at = (path: string, answer: (asked: Asked) => Promise<PageAnswer>) =>
    page(path, async (session, request) =>
      answer(await askedFor(settings, session, request, idIn(request, 'id'))),
    );
  return [
    at('/care/patients/:id/documents', documentsPage),
    at('/care/patients/:id/documents/:document/download', async (asked) => {
      const made = MADE.get(asked.request.params.document ?? '');
      if (made === undefined) throw new Problem('not-found', 'There is no such document of a plan.');
      return { status: 200, file: await made(asked) };
    }),
    page(OWN_DOWNLOAD, async (session, request) => {
      const patientId = await ownPatient(settings, request);
      return {
        status: 200,
        file: await plainFile(await askedFor(settings, session, request, patientId)),
      };
    }),
  ];
}

async function askedFor(
  settings: CarePlanSettings,
  session: RecordSession,
  request: PageVisit,
  patientId: string,
): Promise<Asked> {
  const resources = await loadForCaller(settings, session, request.caller, patientId);
  return { settings, request, patientId, resources, now: settings.now() };
}

const MADE: ReadonlyMap<string, Made> = new Map<string, Made>([
  ['emergency', emergencyFile],
  ['plain', plainFile],
  ['record', recordFile],
  ['bundle', bundleFile],
]);

function viewOf({ settings, request, patientId, now }: Asked, resources: readonly FhirResource[]): PlanView {
  const { standards, timeZone } = settings;
  const plan = readCarePlan(resources, { standards, patientId, now, timeZone });
  return { ...viewFor(settings, request), plan };
}

/** The emergency page on one A4, with the code by which anybody asks whether it still holds. */
async function emergencyFile(asked: Asked): Promise<File> {
  const view = viewOf(asked, asked.resources);
  const job = paperJob(emergencyPaperFor(asked, view), { codes: view.t('paper.codes'), onePage: true });
  return pdfFile(asked, job, { document: 'emergency', event: 'print' });
}

function emergencyPaperFor({ settings, request, patientId, now }: Asked, view: PlanView) {
  const mark = { patientId, edition: view.plan.edition, at: now.toISOString() };
  return emergencyPaper(view, settings.notices.demo, {
    checkAt: `${request.origin}${paperCheckPath(settings.paperMarks.seal(mark))}`,
    ...(request.caller.name === undefined ? {} : { by: request.caller.name }),
  });
}

/** The plan in words for the patient: nothing that they were not told, whoever prints it. */
async function plainFile(asked: Asked): Promise<File> {
  const view = viewOf(asked, released(asked.resources));
  const { language, now, recordLanguage, plan } = view;
  const plain = plainPlan(plan, { language, recordLanguage, now, demo: asked.settings.notices.demo });
  const job = paperJob(plainPaper(plain, view), { codes: view.t('paper.codes') });
  return pdfFile(asked, job, { document: 'plain', event: 'print' });
}

/** The plan to keep, which carries the record that it was made from. */
async function recordFile(asked: Asked): Promise<File> {
  const { bundle, resources } = recordOf(asked);
  const view = viewOf(asked, resources);
  const job = paperJob(emergencyPaperFor(asked, view), {
    codes: view.t('paper.codes'),
    attachments: [
      {
        name: 'care-plan.fhir.json',
        contentType: 'application/fhir+json',
        description: view.t('paper.bundle'),
        relationship: 'source',
        text: stringify(bundle),
      },
    ],
  });
  return pdfFile(asked, job, { document: 'record', event: 'export' });
}

/** The record of the plan as FHIR, in JSON or XML. */
async function bundleFile(asked: Asked): Promise<File> {
  const { bundle } = recordOf(asked);
  const isXml = asked.request.query.format === 'xml';
  await tell(asked, { document: 'bundle', event: 'export' });
  return {
    name: nameOf(asked, 'record', isXml ? 'xml' : 'json'),
    contentType: isXml ? 'application/fhir+xml' : 'application/fhir+json',
    text: isXml ? asked.settings.toXml(bundle) : stringify(bundle),
  };
}

/** Throws where the record may not leave: by emergency access, and where what is kept back would change what it says. */
function recordOf(asked: Asked): PlanRecord {
  const { resources, request } = asked;
  if (request.caller.emergency !== undefined)
    throw new Problem('forbidden', 'By emergency access a record is seen and printed, and not taken out.');
  if (keptBack(resources) === 'agreement')
    throw new Problem('business-rule', 'An agreement in this record was not shared with the patient yet.');
  return recordIn(asked, versionOf(asked));
}

function recordIn({ settings, request, patientId, resources, now }: Asked, to: PlanStandard): PlanRecord {
  const { standards, keepsTo } = settings;
  return planRecord(
    resources,
    { to, all: standards, keepsTo },
    { patientId, at: now.toISOString(), baseUrl: `${request.origin}/fhir` },
  );
}

/** Installed versions, newest first. */
const versionsOf = ({ standards }: CarePlanSettings): readonly PlanStandard[] =>
  standards.toSorted((one, other) => compareVersions(versionName(other), versionName(one)));

const versionName = ({ id, form }: PlanStandard) => form?.version ?? id;

function versionOf({ settings, request }: Asked): PlanStandard {
  const [newest, ...older] = versionsOf(settings);
  const asked = request.query.version ?? newest?.id;
  const found = [newest, ...older].find((each) => each?.id === asked);
  if (found === undefined) throw new Problem('not-found', 'This version of the standard is not installed.');
  return found;
}

interface Given {
  readonly document: 'emergency' | 'plain' | 'record' | 'bundle';
  readonly event: 'print' | 'export';
}

async function pdfFile(asked: Asked, job: PdfJob, given: Given): Promise<File> {
  const content = await printed(job);
  await tell(asked, given);
  const document = given.document === 'bundle' ? 'record' : given.document;
  return { name: nameOf(asked, document, 'pdf'), contentType: 'application/pdf', content };
}

async function printed(job: PdfJob): Promise<Uint8Array> {
  try {
    return await printPdfAside(job);
  } catch (error) {
    if (error instanceof PrinterBusy)
      throw new Problem('transient', 'The document could not be made now. Try again in a minute.', {
        retryAfterS: 60,
        cause: error,
      });
    throw error;
  }
}

/** The line in the log comes first: what cannot be told is not given. */
async function tell({ settings, request, patientId }: Asked, { document, event }: Given): Promise<void> {
  const { query, caller } = request;
  const version = document === 'record' || document === 'bundle' ? (query.version ?? 'newest') : undefined;
  await settings.log.write({
    event,
    action: 'R',
    outcome: 0,
    caller,
    patient: patientId,
    detail: ['document', document, ...(version === undefined ? [] : [version])].join(' '),
  });
}

/** Says what it is and of when, and not of whom. */
function nameOf(
  { settings, request, now }: Asked,
  document: 'emergency' | 'plain' | 'record',
  extension: string,
): string {
  const t = documentWords(viewFor(settings, request).language);
  return `${t(`file.${document}`)}-${civilDay(now, settings.timeZone)}.${extension}`;
}

async function documentsPage(asked: Asked): Promise<PageAnswer> {
  const { settings, request, patientId, resources } = asked;
  const kept = keptBack(resources);
  const isOpen = request.caller.emergency === undefined && kept !== 'agreement';
  const html = renderDocumentsPage({
    view: viewOf(asked, resources),
    patientId,
    notices: settings.notices,
    kept,
    byEmergency: mustOnlyPrint(request.caller),
    versions: isOpen
      ? versionsOf(settings).map((standard) => ({
          id: standard.id,
          name: versionName(standard),
          unclaimed: recordIn(asked, standard).unclaimed.length,
        }))
      : [],
  });
  return { status: 200, html };
}

const mustOnlyPrint = ({ emergency }: Caller) => emergency !== undefined;
