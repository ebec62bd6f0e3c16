import {
  carePlanMessages,
  checkPaper,
  loadPlanRecord,
  markIn,
  markText,
  type Notices,
  type PaperAnswer,
  type PaperMark,
  type PaperMarks,
  type PlanStandard,
  renderPaperCheckPage,
} from '@caecilia/careplan';
import { type Caller, civilTime, type LogEntry, Problem, type RecordStore } from '@caecilia/kernel';
import { chooseLanguage } from '@caecilia/ui';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pageRequest, send, type Visitor } from './pages.ts';
import type { ReadSearch } from './read-search.ts';
import { seal, unseal } from './web-session/sealed.ts';

/** Where the code on paper leads; counted as strictly as sign-in. */
export const PAPER = '/paper';

/** What a printed plan is compared by. */
export interface PaperReading {
  readonly store: RecordStore & { readonly log: { write(entry: LogEntry): Promise<void> } };
  readonly readSearch: ReadSearch;
  readonly standards: readonly PlanStandard[];
  readonly marks: PaperMarks;
  readonly notices: Notices;
  readonly now: () => Date;
  readonly timeZone: string;
}

/** What the check stands on. */
export interface PaperCheckParts extends PaperReading {
  readonly origin: () => string;
  visitor(request: FastifyRequest): Promise<Visitor | undefined>;
}

/** Marks sealed with a key of the house: a paper that another house made, or somebody, does not open. */
export function paperMarks(key: Uint8Array): PaperMarks {
  return {
    seal: (mark) => seal(key, markText(mark)).toString('base64url'),
    open(text) {
      const plain = /^[\w-]{40,400}$/.test(text) ? unseal(key, Buffer.from(text, 'base64url')) : undefined;
      return plain === undefined ? undefined : markIn(plain);
    },
  };
}

/**
 * The page behind the code on a printed plan. Who is signed in goes on to the plan, by their own rights. Everybody else
 * learns whether there is a newer edition, of when, and nothing of whom or what. Each question has its line in the log.
 */
export function registerPaperCheck(app: FastifyInstance, parts: PaperCheckParts): void {
  app.get<{ Params: { mark: string } }>(`${PAPER}/:mark`, async (request, reply) => {
    const { mark: text } = request.params;
    const mark = parts.marks.open(text);
    if (mark !== undefined && (await parts.visitor(request)) !== undefined)
      return send(reply, { seeOther: `/care/patients/${mark.patientId}/emergency?paper=${text}` });
    const answer = mark === undefined ? undefined : await answerOn(mark, request, parts);
    await parts.store.log.write(lineOf(request, mark, answer));
    return answerWith(answer ?? { kind: 'unknown' }, { request, reply, parts, path: `${PAPER}/${text}` });
  });
}

/** Reads one plan for the house itself; undefined where there is no such patient any more. */
async function answerOn(
  mark: PaperMark,
  request: FastifyRequest,
  { store, readSearch, standards, now, timeZone }: PaperCheckParts,
): Promise<PaperAnswer | undefined> {
  const { patientId, edition, at } = mark;
  try {
    const session = store.session(checking(request));
    const resources = await loadPlanRecord(session, readSearch, standards, patientId);
    const state = checkPaper(mark, resources, { standards, patientId, now: now(), timeZone });
    return { kind: 'known', edition, fetched: civilTime(new Date(at), timeZone), state };
  } catch (error) {
    if (error instanceof Problem && (error.code === 'not-found' || error.code === 'deleted'))
      return undefined;
    throw error;
  }
}

/** The house, for somebody who holds a paper and is not known. */
function checking({ ip, id }: FastifyRequest): Caller {
  return {
    id: 'system:paper-check',
    role: 'system',
    scope: { kind: 'everything' },
    address: ip,
    requestId: id,
  };
}

function lineOf(
  request: FastifyRequest,
  mark: PaperMark | undefined,
  answer: PaperAnswer | undefined,
): LogEntry {
  const known = answer?.kind === 'known' ? answer.state.kind : 'unknown';
  return {
    event: mark === undefined ? 'refusal' : 'operation',
    action: 'E',
    outcome: answer === undefined ? 4 : 0,
    caller: { ...checking(request), scope: { kind: 'nothing' } },
    ...(mark === undefined ? {} : { patient: mark.patientId }),
    detail: `paper check: ${known}`,
  };
}

function answerWith(
  answer: PaperAnswer,
  {
    request,
    reply,
    parts,
    path,
  }: { request: FastifyRequest; reply: FastifyReply; parts: PaperCheckParts; path: string },
): FastifyReply {
  const { query, headers } = pageRequest(request, parts.origin());
  const language = chooseLanguage(query.lang, headers['accept-language']);
  const html = renderPaperCheckPage({
    view: {
      t: carePlanMessages(language),
      language,
      recordLanguage: language,
      now: civilTime(parts.now(), parts.timeZone),
    },
    answer,
    path,
    notices: parts.notices,
  });
  return send(reply, { status: answer.kind === 'unknown' ? 404 : 200, html });
}
