import { type Caller, type Endpoint, type EndpointPost, Problem, readsInEmergency } from '@caecilia/kernel';
import { civilMinute } from '@caecilia/ui';
import type { Kept, Listed } from './consultation.ports.ts';
import { writeOutcome } from './outcomesOverRecord.ts';
import { type ConsultationHouse, notThere } from './overRecord.ts';
import { mayTick, type PromptAnswer } from './prompts/answer.ts';
import { promptsOverRecord } from './promptsOverRecord.ts';
import { type Mark, mayMark } from './register/mark.ts';
import { LONGEST_REASON } from './register/reason.ts';
import type {
  MarkKept,
  MarksShown,
  PromptKept,
  PromptsShown,
  RegisterShown,
  ShownAnswer,
  ShownMark,
  UnmarkAnswer,
} from './register/shown.ts';
import { registerOverRecord } from './registerOverRecord.ts';
import { wordsIn } from './request/parseRequest.ts';

/** What these endpoints stand on. */
export interface RegisterSettings {
  readonly house: ConsultationHouse;
  /** Names of professionals by reference, as the directory has them. Who is not there is left out. */
  namesOf(caller: Caller, references: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Whether resources of this type in the record of a patient are for this caller at all: an empty list does not tell. */
  maySee(caller: Caller, patientId: string, type: 'Observation' | 'QuestionnaireResponse'): Promise<boolean>;
}

/** What the app asks of prompt lists, marks of a patient, and the register of whoever asks. */
export function registerEndpoints(settings: RegisterSettings): readonly Endpoint[] {
  return [
    {
      path: '/patients/:id/prompts',
      read: (_session, { caller, params }) => promptsOf(settings, caller, idIn(params)),
      write: (_session, post) => tick(settings, post),
    },
    {
      path: '/patients/:id/marks',
      read: (_session, { caller, params }) => marksOf(settings, caller, idIn(params)),
      write: (_session, post) => mark(settings, post),
    },
    { path: '/patients/:id/marks/:mark/end', write: (_session, post) => unmark(settings, post) },
    {
      path: '/patients/:id/marks/:mark/outcome',
      async write(_session, post) {
        const body = bodyOf(post);
        await writeOutcome(settings.house, post.caller, {
          patient: idIn(post.params),
          mark: post.params.mark ?? '',
          words: textIn(body, 'words'),
          clientId: textIn(body, 'clientId'),
        });
        return { done: true };
      },
    },
    { path: '/register', read: (_session, { caller }) => register(settings, caller) },
  ];
}

async function promptsOf(settings: RegisterSettings, caller: Caller, patient: string): Promise<PromptsShown> {
  await demandPatient(settings, caller, patient);
  const closed = !(await settings.maySee(caller, patient, 'QuestionnaireResponse'));
  const found = await promptsOverRecord(settings.house).ofPatient(caller, patient);
  const show = await answerShower(settings, caller, found.entries);
  const answers = found.entries.map(show);
  const ticks = mayTick(caller.role) && !readsInEmergency(caller, patient);
  return { mayTick: ticks, closed, answers, ...restOf(found) };
}

async function tick(settings: RegisterSettings, post: EndpointPost): Promise<PromptKept> {
  const { caller, params } = post;
  const body = bodyOf(post);
  const { kept, again } = await promptsOverRecord(settings.house).tick(caller, {
    patient: idIn(params),
    list: textIn(body, 'list'),
    version: textIn(body, 'version'),
    ticked: textsIn(body, 'ticked'),
    clientId: textIn(body, 'clientId'),
  });
  return { answer: (await answerShower(settings, caller, [kept]))(kept), again };
}

async function marksOf(settings: RegisterSettings, caller: Caller, patient: string): Promise<MarksShown> {
  await demandPatient(settings, caller, patient);
  const closed = !(await settings.maySee(caller, patient, 'Observation'));
  const found = await registerOverRecord(settings.house).ofPatient(caller, patient);
  const show = await markShower(settings, caller, found.entries);
  const marks = found.entries.map(show);
  const isMarking = mayMark(caller.role) && !readsInEmergency(caller, patient);
  return { mayMark: isMarking, closed, marks, ...restOf(found) };
}

async function mark(settings: RegisterSettings, post: EndpointPost): Promise<MarkKept> {
  const reason = reasonIn(bodyOf(post));
  const kept = await registerOverRecord(settings.house).mark(post.caller, idIn(post.params), reason);
  return { mark: await shownMark(settings, post.caller, kept), otherReason: kept.value.reason !== reason };
}

async function unmark(settings: RegisterSettings, post: EndpointPost): Promise<UnmarkAnswer> {
  const { caller, params } = post;
  const body = bodyOf(post);
  const reason = reasonIn(body);
  const versionId = body.versionId;
  if (typeof versionId !== 'number' || !Number.isSafeInteger(versionId))
    throw new Problem('value', 'Say which version of the mark was on the screen.', {
      expression: 'versionId',
    });
  const port = registerOverRecord(settings.house);
  const marks = await port.ofPatient(caller, idIn(params));
  const found = marks.entries.find(({ id }) => id === params.mark);
  if (found === undefined) throw notThere('mark');
  const answer = await port.unmark(caller, { ...found, versionId }, reason);
  return answer.kind === 'changed'
    ? { kind: 'changed', mark: await shownMark(settings, caller, answer.now) }
    : { kind: 'conflict', theirs: await shownMark(settings, caller, answer.theirs) };
}

async function register(settings: RegisterSettings, caller: Caller): Promise<RegisterShown> {
  if (!mayMark(caller.role)) throw new Problem('forbidden', 'With your role you mark no patients.');
  const found = await registerOverRecord(settings.house).mine(caller);
  const kept = found.entries.map(({ value, ...rest }) => ({ ...rest, value: value.mark }));
  const show = await markShower(settings, caller, kept);
  return {
    entries: found.entries.map(({ id, versionId, value: { mark: one, name, birthDate } }) => ({
      mark: show({ id, versionId, value: one }),
      ...(name === undefined ? {} : { name }),
      ...(birthDate === undefined ? {} : { birthDate }),
    })),
    ...restOf(found),
  };
}

/** An empty list of somebody whose record is closed would say that nothing was written. */
async function demandPatient({ house }: RegisterSettings, caller: Caller, patient: string): Promise<void> {
  const found = await house.session(caller).read('Patient', patient);
  if (found === undefined || found.deleted) throw notThere('patient');
}

const restOf = ({ unreadable, more }: Listed<unknown>) => ({ unreadable: unreadable.length, more });

async function answerShower(
  { house, namesOf }: RegisterSettings,
  caller: Caller,
  kept: readonly Kept<PromptAnswer>[],
) {
  const names = await namesOf(caller, [...new Set(kept.map(({ value }) => value.by))]);
  return ({ id, value: { list, version, ticked, at, by } }: Kept<PromptAnswer>): ShownAnswer => ({
    id,
    list,
    version,
    ticked,
    at: civilMinute(new Date(at), house.timeZone),
    ...named(names, by),
  });
}

async function markShower({ namesOf }: RegisterSettings, caller: Caller, kept: readonly Kept<Mark>[]) {
  const people = kept.flatMap(({ value: { by, ended } }) => (ended === undefined ? [by] : [by, ended.by]));
  const names = await namesOf(caller, [...new Set(people)]);
  return ({ id, versionId, value: { patient, on, reason, by, ended } }: Kept<Mark>): ShownMark => ({
    id,
    versionId,
    patient,
    on,
    reason,
    mine: by === caller.id,
    ...named(names, by),
    ...(ended === undefined
      ? {}
      : { ended: { on: ended.on, reason: ended.reason, ...named(names, ended.by) } }),
  });
}

async function shownMark(settings: RegisterSettings, caller: Caller, kept: Kept<Mark>): Promise<ShownMark> {
  return (await markShower(settings, caller, [kept]))(kept);
}

function named(names: ReadonlyMap<string, string>, reference: string): { readonly by?: string } {
  const name = names.get(reference);
  return name === undefined ? {} : { by: name };
}

const idIn = ({ id = '' }: Readonly<Record<string, string>>) => id;

type Body = Readonly<Record<string, unknown>>;

function bodyOf({ body }: EndpointPost): Body {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Problem('value', 'Send the fields of the form as one object.');
  return body as Body;
}

function textIn(body: Body, name: string): string {
  const value = body[name];
  if (typeof value !== 'string')
    throw new Problem('value', `The field ${name} is a text.`, { expression: name });
  return value;
}

function textsIn(body: Body, name: string): readonly string[] {
  const value = body[name];
  const texts = Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
  if (!Array.isArray(value) || texts.length !== value.length)
    throw new Problem('value', `The field ${name} is a list of texts.`, { expression: name });
  return texts;
}

function reasonIn(body: Body): string {
  const reason = wordsIn([textIn(body, 'reason')]);
  if (reason === '') throw new Problem('value', 'Give the reason.', { expression: 'reason' });
  if (reason.length > LONGEST_REASON)
    throw new Problem('value', `The reason is longer than ${LONGEST_REASON} characters. Make it shorter.`, {
      expression: 'reason',
    });
  return reason;
}
