import {
  exchangeWords,
  type HandOver,
  isLocked,
  isOpenAt,
  MOST_WORDS,
  MOST_WRONG_CODES,
  ReceivedAbove,
  ReceivedBelow,
  renderClosedLink,
  renderCodePage,
} from '@caecilia/exchange';
import { type Caller, type LogEntry, Problem, type RecordLog } from '@caecilia/kernel';
import { problemOf } from '@caecilia/rest';
import { chooseLanguage, type Language, type ScreenView } from '@caecilia/ui';
import formBody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pageRequest, readForm, send } from '../pages.ts';
import type { TellRefusal } from '../refusals.ts';
import { PAGE_HEADERS } from '../wall/answer-headers.ts';
import { attachedLetter } from './attached-letter.ts';
import { HAND_OVER_KEEPER } from './hand-over-duty.ts';
import { type LettersAlong, patientIdOf } from './hand-over-house.ts';
import { viewOf } from './hand-over-view.ts';
import { isCodeOf, newSecret, RECEIVED } from './link.ts';
import { deviceDigest, type LinkCookies } from './link-cookies.ts';
import { LINK_HOLDER } from './link-role.ts';
import { type PlanDrawing, planPage, whenIn } from './plan-page.ts';
import { digestOf } from './push.ts';
import { lookingAs, type RecipientParts } from './recipients.ts';

/** What the page behind a link stands on. */
export interface LinkDoor extends PlanDrawing, RecipientParts {
  readonly key: Uint8Array;
  readonly cookies: LinkCookies;
  readonly log: Pick<RecordLog, 'write'>;
  readonly letters: LettersAlong;
  readonly tellRefusal: TellRefusal;
}

const FORM_BYTES = 16 * 1024;
type Asked = FastifyRequest<{ Params: { secret: string } }>;

/**
 * The page behind a link: a code, then the plan as far as it was handed over. Being asked for changes nothing: programs
 * that look at mail ask for what stands in it. Each opening and each wrong code has its line in the log of the patient.
 */
export function registerLinks(app: FastifyInstance, door: LinkDoor): void {
  app.register(async (routes) => {
    await routes.register(formBody, { bodyLimit: FORM_BYTES, parser: readForm });
    // What could not be read, or broke on the way, has its line too; the house says it in words.
    routes.setErrorHandler(async (error, request) => {
      throw await door.tellRefusal({ request, caller: undefined, problem: problemOf(error) });
    });
    routes.get<{ Params: { secret: string } }>(`${RECEIVED}/:secret`, (request, reply) =>
      asked(door, request, reply),
    );
    routes.get<{ Params: { secret: string; document: string } }>(
      `${RECEIVED}/:secret/letters/:document/download`,
      (request, reply) => letter(door, request, reply),
    );
    routes.post<{ Params: { secret: string } }>(
      `${RECEIVED}/:secret`,
      { bodyLimit: FORM_BYTES },
      (request, reply) => posted(door, request, reply),
    );
  });
}

async function asked(door: LinkDoor, request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const found = await foundFor(door, request);
  if (found.kind !== 'open') return await closed(door, { request, reply, ...found });
  const { handOver, isLooking } = found;
  if (!isLooking) {
    // Whoever asks may be a program that looks at mail: no line of the patient, whom nobody saw.
    await door.log.write(lineOf({ request }, 'operation', 'link: asked for its code'));
    return codePage(door, { request, reply, handOver });
  }
  return await plan(door, { request, reply, handOver });
}

async function posted(door: LinkDoor, request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const found = await foundFor(door, request);
  if (found.kind !== 'open') return await closed(door, { request, reply, ...found });
  const { handOver, isLooking } = found;
  const fields = (request.body ?? {}) as Readonly<Record<string, readonly string[] | undefined>>;
  const at = { request, reply, handOver };
  if (fields.close !== undefined) {
    door.cookies.clearLooking(reply);
    await door.log.write(lineOf({ request }, 'operation', 'link: put away'));
    return again(door, request, reply);
  }
  if (!isLooking) return await tried(door, at, fields.code?.[0] ?? '');
  return await answered(door, at, fields.answer?.[0] ?? '');
}

/** What stands behind a secret, for this browser. */
type Found =
  | { readonly kind: 'closed'; readonly handOver?: HandOver }
  | { readonly kind: 'device'; readonly handOver: HandOver }
  | { readonly kind: 'open'; readonly handOver: HandOver; readonly isLooking: boolean };

async function foundFor(door: LinkDoor, request: Asked): Promise<Found> {
  const { handOvers, now, cookies } = door;
  const { secret } = request.params;
  const handOver = /^[\w-]{43}$/.test(secret)
    ? await handOvers.named(HAND_OVER_KEEPER, digestOf(secret))
    : undefined;
  if (handOver === undefined) return { kind: 'closed' };
  const at = now().getTime();
  if (handOver.channel !== 'link' || !isOpenAt(handOver, at)) return { kind: 'closed', handOver };
  if (!isOfBrowser(handOver, cookies.device(request))) return { kind: 'device', handOver };
  return { kind: 'open', handOver, isLooking: cookies.looking(request, at) === handOver.id };
}

const isOfBrowser = ({ device }: HandOver, secret: string | undefined) =>
  device === undefined || (secret !== undefined && device === deviceDigest(secret));

interface At {
  readonly request: Asked;
  readonly reply: FastifyReply;
  readonly handOver: HandOver;
}

/** One try of a code. The browser in which it was right first is the only one that the link opens in. */
async function tried(door: LinkDoor, at: At, code: string): Promise<FastifyReply> {
  const { handOvers, cookies, key, now } = door;
  const { request, reply, handOver } = at;
  if (!isCodeOf(key, handOver, code)) {
    const counted = await handOvers.wrongCode(HAND_OVER_KEEPER, handOver.id);
    await door.log.write(lineOf(at, 'refusal', 'link: wrong code'));
    if (isLocked(counted)) return closedPage(door, request, reply, 'closed');
    return codePage(door, at, MOST_WRONG_CODES - (counted.code?.wrong ?? 0));
  }
  const looking = await lookingBy(door, at);
  if (looking === undefined) return await closed(door, { request, reply, kind: 'closed', handOver });
  const own = cookies.device(request) ?? newSecret();
  const bound = await handOvers.bind(HAND_OVER_KEEPER, handOver.id, deviceDigest(own));
  if (!isOfBrowser(bound, own)) return await closed(door, { request, reply, kind: 'device', handOver });
  cookies.setDevice(reply, own);
  cookies.setLooking(reply, handOver.id, own, now().getTime());
  await door.log.write(lineOf(at, 'operation', 'link: right code'));
  return again(door, request, reply);
}

/** An answer of who looks at the plan now. */
async function answered(door: LinkDoor, at: At, given: string): Promise<FastifyReply> {
  const { request, reply, handOver } = at;
  const words = given.trim();
  const looking = await lookingBy(door, at);
  if (looking === undefined) return await closed(door, { request, reply, kind: 'closed', handOver });
  if (words === '' || [...words].length > MOST_WORDS) {
    const t = exchangeWords(languageOf(door, request));
    return await plan(door, at, t('wrong.answer', { count: MOST_WORDS }));
  }
  await door.handOvers.record(HAND_OVER_KEEPER, handOver.id, {
    kind: 'answered',
    at: door.now().getTime(),
    who: { name: nameOf(handOver), practice: handOver.to.name },
    words,
  });
  await door.log.write(lineOf(at, 'operation', 'link: answered'));
  return again(door, request, reply, '&answered=1');
}

/** The plan, and then the receipt: nobody is told of a reading that showed nothing. */
async function plan(door: LinkDoor, at: At, wrong?: string): Promise<FastifyReply> {
  const { request, reply, handOver } = at;
  const looking = await lookingBy(door, at);
  const html = looking === undefined ? undefined : await pageFor(door, at, { looking, wrong });
  if (html === undefined) return await closed(door, { request, reply, kind: 'closed', handOver });
  await door.handOvers.record(HAND_OVER_KEEPER, handOver.id, {
    kind: 'opened',
    at: door.now().getTime(),
    how: 'link',
    who: { name: nameOf(handOver), practice: handOver.to.name },
  });
  return send(unlisted(reply), { status: wrong === undefined ? 200 : 422, html });
}

/** A letter that went along, for the browser that looks at the plan now. */
async function letter(
  door: LinkDoor,
  request: FastifyRequest<{ Params: { secret: string; document: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const found = await foundFor(door, request);
  if (found.kind !== 'open') return await closed(door, { request, reply, ...found });
  const { handOver, isLooking } = found;
  const looking = isLooking ? await lookingBy(door, { request, reply, handOver }) : undefined;
  if (looking === undefined) return await closed(door, { request, reply, kind: 'closed', handOver });
  try {
    const { document } = request.params;
    const { name, contentType, content } = await attachedLetter(door, { handOver, looking, document });
    return await unlisted(reply)
      .headers(PAGE_HEADERS)
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${name}"`)
      .type(contentType)
      .send(Buffer.from(content));
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'not-found') throw error;
    return await closed(door, { request, reply, kind: 'closed', handOver });
  }
}

/** Undefined where the database gives nothing of this patient now: a permission that was taken back. */
async function pageFor(
  door: LinkDoor,
  { request, handOver }: At,
  { looking, wrong }: { readonly looking: Caller; readonly wrong: string | undefined },
): Promise<string | undefined> {
  const view = viewFor(door, request);
  const shown = viewOf(handOver, door.now().getTime());
  const drawing = planPage(door, {
    caller: looking,
    patientId: patientIdOf(handOver),
    language: view.language,
    path: view.path,
    above: ReceivedAbove({
      view,
      handOver: shown,
      when: whenIn(view.language, door.timeZone),
      answered: pageRequest(request, door.origin).query.answered === '1' && wrong === undefined,
    }),
    below: ReceivedBelow({ view, handOver: shown, ...(wrong === undefined ? {} : { wrong }) }),
  });
  return await drawing.catch((error: unknown) => {
    if (error instanceof Problem && (error.code === 'not-found' || error.code === 'deleted'))
      return undefined;
    throw error;
  });
}

/** Who looks, with no more than the hand-over gives at this moment; undefined where the patient's word closed it. */
async function lookingBy(door: LinkDoor, { request, handOver }: At): Promise<Caller | undefined> {
  const looking = await lookingAs(door, handOver, {
    principal: {
      accountId: `link-holder:${handOver.id}`,
      kind: 'system',
      name: nameOf(handOver),
      role: LINK_HOLDER.role,
      secondFactor: true,
      clientId: 'caecilia',
      scopes: ['system/*.rs'],
    },
    standing: {},
  });
  return looking && { ...looking, address: request.ip, requestId: request.id };
}

const nameOf = ({ person, to }: HandOver) => person?.name ?? to.name;

async function closed(
  door: LinkDoor,
  parts: { readonly request: Asked; readonly reply: FastifyReply } & Exclude<Found, { kind: 'open' }>,
): Promise<FastifyReply> {
  await door.log.write(lineOf(parts, 'refusal', `link: ${parts.kind}`));
  return closedPage(door, parts.request, parts.reply, parts.kind);
}

function closedPage(
  door: LinkDoor,
  request: Asked,
  reply: FastifyReply,
  because: 'closed' | 'device',
): FastifyReply {
  door.cookies.clearLooking(reply);
  const html = renderClosedLink({ view: viewFor(door, request), because });
  return send(unlisted(reply), { status: because === 'device' ? 403 : 404, html });
}

function codePage(door: LinkDoor, { request, reply, handOver }: At, left?: number): FastifyReply {
  const html = renderCodePage({
    view: viewFor(door, request),
    sender: handOver.sender.name,
    ...(left === undefined ? {} : { left }),
  });
  return send(unlisted(reply), { status: left === undefined ? 200 : 422, html });
}

/** No search engine and no archive keeps what stands behind a link, nor that there is one. */
const unlisted = (reply: FastifyReply) =>
  reply.header('x-robots-tag', 'noindex, nofollow, noarchive').header('referrer-policy', 'same-origin');

const languageOf = (door: LinkDoor, request: Asked): Language => {
  const { query, headers } = pageRequest(request, door.origin);
  return chooseLanguage(query.lang, headers['accept-language']);
};

const viewFor = (door: LinkDoor, request: Asked): ScreenView => ({
  language: languageOf(door, request),
  path: `${RECEIVED}/${encodeURIComponent(request.params.secret)}`,
  formToken: '',
  demo: door.notices.demo,
});

const again = (door: LinkDoor, request: Asked, reply: FastifyReply, more = '') =>
  send(unlisted(reply), {
    seeOther: `${viewFor(door, request).path}?lang=${languageOf(door, request)}${more}`,
  });

/** In the log of the patient where a hand-over was meant; of an address that anybody could make up nobody's. */
function lineOf(
  { request, handOver }: { readonly request: Asked; readonly handOver?: HandOver },
  event: LogEntry['event'],
  detail: string,
): LogEntry {
  return {
    event,
    action: 'E',
    outcome: event === 'refusal' ? 4 : 0,
    caller: {
      id: handOver === undefined ? 'anonymous' : `link-holder:${handOver.id}`,
      role: handOver === undefined ? 'none' : LINK_HOLDER.role,
      ...(handOver === undefined ? {} : { name: nameOf(handOver), organization: handOver.to.reference }),
      scope: { kind: 'nothing' },
      address: request.ip,
      requestId: request.id,
    },
    ...(handOver === undefined
      ? {}
      : { patient: patientIdOf(handOver), object: { type: 'Task', id: handOver.id } }),
    detail,
  };
}
