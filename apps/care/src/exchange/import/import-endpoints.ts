import type { BegunImport, ImportFault, ImportOrigin, ImportRead, ImportShown } from '@caecilia/exchange';
import { type Caller, type Endpoint, type EndpointPost, type PageVisit, Problem } from '@caecilia/kernel';
import { chooseLanguage } from '@caecilia/ui';
import { bodyIn, oneAt, textAt, wordsAt } from '../../mdt/body.ts';
import { refusalIn } from '../../refusal-words/refusal-words.ts';
import type { BegunImports, KeptImport } from './begun-imports.ts';
import { bundleInPdf } from './bundle-in-pdf.ts';
import { FORMATS, type Format, MOST_BYTES, resourceIn } from './bundle-text.ts';
import { examined, type ImportHouse, validBundle } from './examine-import.ts';
import { earlierImports } from './imported.ts';
import { candidatesFor, theirsOf } from './match-import.ts';
import { takeImport } from './take-import.ts';

/** JSON writes some characters as six, and a PDF in base64 is a third larger. */
const BODY_BYTES = 2 * MOST_BYTES;
const LONGEST_NAME = 200;

/** What looking at plans from elsewhere stands on. */
export interface ImportDesk extends ImportHouse {
  readonly begun: BegunImports;
}

/** Choosing a file, comparing it with the record of a patient, and taking over what a person chooses of it. */
export function importEndpoints(desk: ImportDesk): readonly Endpoint[] {
  return [
    {
      path: '/imports/read',
      mostBytes: BODY_BYTES,
      write: async (_session, post) => await fileRead(desk, post),
    },
    {
      path: '/imports',
      read: async (_session, visit) => ({ begun: (await desk.begun.of(accountOf(visit))).map(shownOf) }),
    },
    { path: '/imports/:import', read: async (_session, visit) => await whoOf(desk, visit) },
    { path: '/imports/:import/for', write: async (_session, post) => await matched(desk, post) },
    {
      path: '/imports/:import/drop',
      write: async (_session, post) => {
        await desk.begun.drop(accountOf(post), post.params.import ?? '');
        return {};
      },
    },
    { path: '/patients/:id/imports', read: async (_session, visit) => await ofPatient(desk, visit) },
    { path: '/patients/:id/imports/:import', read: async (_session, visit) => await shown(desk, visit) },
    { path: '/patients/:id/imports/:import/take', write: async (_session, post) => await taken(desk, post) },
  ];
}

/** Whose file it is: the account, whatever role somebody acts in. */
export const accountOf = ({ accountId, caller }: PageVisit): string => accountId ?? caller.id;

const shownOf = ({ id, from, begunAt, about, patient }: KeptImport): BegunImport => ({
  id,
  from,
  begunAt,
  about,
  ...(patient === undefined ? {} : { patient }),
});

async function fileRead(desk: ImportDesk, post: EndpointPost): Promise<ImportRead> {
  const fields = bodyIn(post.body);
  const name = textAt(fields, 'name').slice(0, LONGEST_NAME);
  const format = oneAt(fields, 'format', [...FORMATS, 'pdf']);
  const patient = wordsAt(fields, 'patient');
  return await begunWith(desk, post, {
    from: { kind: 'file', name },
    ...(patient === undefined ? {} : { patient }),
    read: () =>
      format === 'pdf'
        ? bundleInPdf(Buffer.from(textAt(fields, 'data'), 'base64'))
        : { text: textAt(fields, 'text'), format },
  });
}

/** Keeps what can be taken over; says of anything else what is wrong and where, and keeps nothing of it. */
export async function begunWith(
  desk: ImportDesk,
  post: EndpointPost,
  file: {
    readonly from: ImportOrigin;
    readonly patient?: string;
    read(): { readonly text: string; readonly format: Format };
  },
): Promise<ImportRead> {
  const { from, patient } = file;
  if (patient !== undefined) await requireSeen(desk, post.caller, patient);
  try {
    const { text, format } = file.read();
    const bundle = validBundle(desk, resourceIn(text, format, desk.language.model));
    const about = theirsOf(bundle).name;
    await tell(desk, post.caller, patient, 'plan from elsewhere, read');
    const begun = await desk.begun.begin(accountOf(post), {
      from,
      about,
      text,
      format,
      ...(patient === undefined ? {} : { patient }),
    });
    return { kind: 'ready', begun: shownOf(begun) };
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    await tell(desk, post.caller, patient, `plan from elsewhere, refused: ${error.code}`);
    return refusal(error, post);
  }
}

async function tell(
  { log }: ImportDesk,
  caller: Caller,
  patient: string | undefined,
  detail: string,
): Promise<void> {
  await log.write({
    event: 'receive',
    action: 'R',
    outcome: 0,
    caller,
    detail,
    ...(patient === undefined ? {} : { patient }),
  });
}

function refusal(problem: Problem, { headers }: PageVisit): ImportRead {
  const sentence = refusalIn(chooseLanguage(undefined, headers['accept-language']), problem);
  const faults = problem.issues.flatMap(({ expression = [], diagnostics }): readonly ImportFault[] =>
    // The sentence itself is said once.
    diagnostics === problem.message ? [] : [{ where: expression.join(', '), what: diagnostics }],
  );
  const place = faults.length === 0 ? problem.issues[0]?.expression?.[0] : undefined;
  const isPlace = place !== undefined && !['text', 'data', 'format'].includes(place);
  return {
    kind: 'refused',
    sentence,
    faults: isPlace ? [{ where: place, what: '' }] : faults,
    count: faults.length,
  };
}

const bundleOf = ({ language }: ImportDesk, { text, format }: KeptImport) =>
  resourceIn(text, format, language.model);

async function whoOf(desk: ImportDesk, visit: PageVisit) {
  const kept = await desk.begun.get(accountOf(visit), visit.params.import ?? '');
  const bundle = validBundle(desk, bundleOf(desk, kept));
  const candidates = await candidatesFor(desk, visit.caller, bundle);
  return { begun: shownOf(kept), theirs: theirsOf(bundle), candidates };
}

async function matched(desk: ImportDesk, post: EndpointPost) {
  const patient = textAt(bodyIn(post.body), 'patient');
  const kept = await desk.begun.get(accountOf(post), post.params.import ?? '');
  await requireSeen(desk, post.caller, patient);
  return { begun: shownOf(await desk.begun.matched(accountOf(post), kept, patient)) };
}

async function requireSeen({ session }: ImportDesk, caller: Caller, patient: string): Promise<void> {
  const version = await session(caller).read('Patient', patient);
  if (version === undefined || version.deleted)
    throw new Problem('not-found', 'There is no such patient, or it is not for you to see.');
}

async function ofPatient(desk: ImportDesk, visit: PageVisit) {
  const patientId = visit.params.id ?? '';
  await requireSeen(desk, visit.caller, patientId);
  const mayTake = await desk.mayTake(visit.caller, patientId);
  const reader = readerFor(desk, visit.caller, patientId, mayTake);
  const { takings } = await earlierImports(reader, desk.readSearch, patientId);
  const begun = (await desk.begun.of(accountOf(visit))).filter(({ patient }) => patient === patientId);
  return { begun: begun.map(shownOf), earlier: takings, mayTake };
}

/** On the duty of taking over for who may, so that what is seen is what is confirmed; else by their own rights. */
const readerFor = (desk: ImportDesk, caller: Caller, patientId: string, mayTake: boolean) =>
  mayTake ? desk.taking(caller, patientId) : desk.session(caller);

async function shown(desk: ImportDesk, visit: PageVisit): Promise<ImportShown> {
  const patientId = visit.params.id ?? '';
  const kept = await ownFor(desk, visit);
  await requireSeen(desk, visit.caller, patientId);
  const mayTake = await desk.mayTake(visit.caller, patientId);
  const bundle = validBundle(desk, bundleOf(desk, kept));
  const reader = readerFor(desk, visit.caller, patientId, mayTake);
  const { preview, items } = await examined(desk, reader, { patientId, bundle });
  return {
    begun: shownOf(kept),
    ...preview,
    items: items.map(({ entries: _, ...item }) => item),
    mayTake,
  };
}

async function taken(desk: ImportDesk, post: EndpointPost) {
  const fields = bodyIn(post.body);
  const kept = await ownFor(desk, post);
  await requireSeen(desk, post.caller, post.params.id ?? '');
  const done = await takeImport(desk, post.caller, {
    patientId: post.params.id ?? '',
    bundle: bundleOf(desk, kept),
    seen: textAt(fields, 'seen'),
    words: wordsAt(fields, 'words'),
    choices: bodyIn(fields.choices),
  });
  await desk.begun.drop(accountOf(post), kept.id);
  return done;
}

/** The file, where it was matched to this patient: it is never taken over for another one by its address. */
async function ownFor({ begun }: ImportDesk, visit: PageVisit): Promise<KeptImport> {
  const kept = await begun.get(accountOf(visit), visit.params.import ?? '');
  if (kept.patient !== visit.params.id)
    throw new Problem('not-found', 'This file is not here any more. Choose it again.');
  return kept;
}
