import {
  type Attached,
  failureOf,
  type HandOver,
  type HandOverMade,
  isLocked,
  isOpenAt,
  type OrganizationReference,
  type SendingShown,
  stateOf,
} from '@caecilia/exchange';
import {
  type Caller,
  type Endpoint,
  type EndpointPost,
  type PageVisit,
  Problem,
  present,
  type RecordSession,
} from '@caecilia/kernel';
import { chosenTeam, isTeamRole } from '@caecilia/team';
import { bodyIn, wordsAt } from '../mdt/body.ts';
import { teamWork } from '../team/desk-area.ts';
import { type HandOverHouse, requireSender } from './hand-over-house.ts';
import { viewOf, whoIs } from './hand-over-view.ts';
import { codeOfForm, digestOfCode, newCode, newSecret, sendLink } from './link.ts';
import { digestOf, push } from './push.ts';
import { groundOf, othersFor, recipientsOf, treating } from './recipients-of-patient.ts';
import { recipientOf, sharingWith } from './sharing-state.ts';
import { wantedIn } from './wanted.ts';

/** Choosing a recipient, sending the plan, and what became of it. */
export function sendingEndpoints(house: HandOverHouse): readonly Endpoint[] {
  const at = () => house.now().getTime();
  const changing = (
    path: string,
    act: (post: EndpointPost, handOver: HandOver) => Promise<HandOver>,
  ): Endpoint => ({
    path,
    async write(_session, post) {
      const handOver = await house.handOvers.seen(post.caller, post.params.id ?? '');
      requireSender(post.caller);
      return viewOf(await act(post, handOver), at());
    },
  });
  const onPaper = (path: string, kind: 'notified' | 'delivered') =>
    changing(path, async ({ caller }, handOver) => {
      if (handOver.channel !== 'print')
        throw new Problem('not-supported', 'Only what goes on paper is printed and handed over by a person.');
      requireOpen(handOver, at());
      return await house.handOvers.record(caller, handOver.id, { kind, at: at(), who: whoIs(caller) });
    });
  return [
    // What changed is asked for again under the rules of whoever looks.
    { path: '/hand-overs/changes', follow: ['Task'] },
    {
      path: '/patients/:id/hand-overs',
      read: (session, visit) => shown(house, session, visit),
      write: (session, post) => made(house, session, post),
    },
    {
      path: '/patients/:id/hand-overs/others',
      async read(session, { caller, params, query }) {
        requireSender(caller);
        const { id: patientId } = await present(session, 'Patient', params.id ?? '', 'patient');
        return await othersFor(house, caller, { patientId, name: query.name ?? '' });
      },
    },
    changing('/hand-overs/:id/withdraw', ({ caller }, { id }) =>
      house.handOvers.record(caller, id, { kind: 'withdrawn', at: at(), who: whoIs(caller) }),
    ),
    changing('/hand-overs/:id/told', ({ caller, body }, { id, to }) =>
      house.handOvers.record(caller, id, {
        kind: 'opened',
        at: at(),
        how: 'told',
        who: { name: requiredName(body), practice: to.name },
      }),
    ),
    onPaper('/hand-overs/:id/printed', 'notified'),
    onPaper('/hand-overs/:id/handed', 'delivered'),
    { path: '/hand-overs/:id/link', write: (_session, post) => newLink(house, post) },
    changing('/hand-overs/:id/again', async (_post, handOver) => {
      if (handOver.channel !== 'fhir' || house.pushing === undefined)
        throw new Problem('not-supported', 'Only what goes to another system is sent again.');
      requireOpen(handOver, at());
      return await push(house.pushing, handOver);
    }),
  ];
}

function requireOpen(handOver: HandOver, now: number): void {
  if (!isOpenAt(handOver, now))
    throw new Problem('business-rule', 'This one was withdrawn or is over; make a new one.');
}

function requiredName(body: unknown): string {
  const words = wordsAt(bodyIn(body), 'name');
  if (words === undefined || words.length > 200)
    throw new Problem('value', 'Say in at most 200 characters who said so.', { expression: 'name' });
  return words;
}

async function shown(house: HandOverHouse, session: RecordSession, visit: PageVisit): Promise<SendingShown> {
  const { caller } = visit;
  const { id: patientId } = await present(session, 'Patient', visit.params.id ?? '', 'patient');
  const maySend = isTeamRole(caller.role);
  const [found, recipients, attachable] = await Promise.all([
    house.handOvers.ofPatient(caller, patientId),
    maySend ? recipientsOf(house, caller, patientId) : [],
    maySend ? house.letters.attachable(caller, patientId) : [],
  ]);
  const now = house.now().getTime();
  return {
    handOvers: found.map((each) => viewOf(each, now)),
    recipients,
    attachable,
    maySend,
    timeZone: house.timeZone,
  };
}

async function made(
  house: HandOverHouse,
  session: RecordSession,
  { caller, params, body }: EndpointPost,
): Promise<HandOverMade> {
  requireSender(caller);
  const { id: patientId } = await present(session, 'Patient', params.id ?? '', 'patient');
  const { to: reference, clientId, along, ...wanted } = wantedIn(house, body);
  const to = await recipientOf(house, caller, reference);
  await requireGround(house, caller, { patientId, ground: wanted.ground, to });
  await requireChannel(house, wanted.channel, reference);
  const { team } = await chosenTeam(teamWork(house), { caller, query: {} });
  if (team === undefined || !isTeamRole(caller.role))
    throw new Problem('not-found', 'This house has no consultation team that could be told.');
  const attached = await attachedFor(house, caller, patientId, along);
  const recipient = { reference: to.reference, name: to.name };
  const code = wanted.channel === 'link' ? codeOfForm(house.linkKey, clientId) : undefined;
  const codeDigest =
    code && digestOfCode(house.linkKey, { patient: `Patient/${patientId}`, to: recipient }, code);
  const handOver = await house.handOvers.make(
    caller,
    {
      ...wanted,
      patientId,
      team: team.reference,
      role: caller.role,
      to: recipient,
      ...(attached.length === 0 ? {} : { attached }),
      ...(codeDigest === undefined ? {} : { codeDigest }),
    },
    clientId,
  );
  const sent = await firstStep(house, caller, handOver);
  await house.log.write({
    event: 'send',
    action: 'E',
    outcome: failureOf(sent) === undefined ? 0 : 8,
    caller,
    patient: patientId,
    object: { type: 'Task', id: sent.id },
    detail: `${wanted.channel} to ${to.reference}, ground: ${wanted.ground}`,
  });
  // A form that is sent again shows its code again, unless another code took its place meanwhile.
  const holds = code !== undefined && sent.code?.digest === codeDigest;
  return { handOver: viewOf(sent, house.now().getTime()), ...(holds ? { code } : {}) };
}

/** What goes along is what the sender may see and is signed; anything else is refused, and nothing is sent without it. */
async function attachedFor(
  house: HandOverHouse,
  caller: Caller,
  patientId: string,
  along: readonly string[],
): Promise<readonly Attached[]> {
  if (along.length === 0) return [];
  const all = await house.letters.attachable(caller, patientId);
  const found = all.filter(({ reference }) => along.includes(reference));
  if (found.length !== along.length)
    throw new Problem(
      'business-rule',
      'A letter that should go along is not there any more, or a newer one took its place. Choose again.',
      {
        expression: 'along',
      },
    );
  return found;
}

/** Another link and another code in the place of those that were lost, or closed by wrong codes. */
async function newLink(house: HandOverHouse, { caller, params }: EndpointPost): Promise<HandOverMade> {
  const handOver = await house.handOvers.seen(caller, params.id ?? '');
  requireSender(caller);
  if (handOver.channel !== 'link') throw new Problem('not-supported', 'Only a link gets a new code.');
  const now = house.now().getTime();
  if (!isOpenAt(handOver, now) && !isLocked(handOver))
    throw new Problem('business-rule', 'This one was withdrawn or is over; make a new one.');
  const code = newCode();
  const renewed = await house.handOvers.renewLink(caller, handOver.id, {
    digest: digestOf(newSecret()),
    code: digestOfCode(house.linkKey, handOver, code),
  });
  const sent = await sendLink(house.linking, house, renewed);
  return { handOver: viewOf(sent, house.now().getTime()), code };
}

/** What a channel does at once. A form that was sent twice does it once: each step adds nothing to itself. */
async function firstStep(house: HandOverHouse, caller: Caller, handOver: HandOver): Promise<HandOver> {
  const record = (kind: 'notified' | 'delivered') =>
    house.handOvers.record(caller, handOver.id, { kind, at: house.now().getTime() });
  if (stateOf(handOver) !== 'made') return handOver;
  if (handOver.channel === 'fhir' && house.pushing !== undefined) return await push(house.pushing, handOver);
  if (handOver.channel === 'link') return await sendLink(house.linking, house, handOver);
  if (handOver.channel !== 'inbox') return handOver;
  // It lies in the inbox from now on.
  await record('notified');
  return await record('delivered');
}

/** An objection stops each sending; who does not treat the patient needs a permission. */
async function requireGround(
  house: HandOverHouse,
  caller: Caller,
  {
    patientId,
    ground,
    to,
  }: {
    readonly patientId: string;
    readonly ground: HandOver['ground'];
    readonly to: { readonly reference: OrganizationReference; readonly actors: readonly string[] };
  },
): Promise<void> {
  const [word, all] = await Promise.all([
    sharingWith(house, `Patient/${patientId}`, to.actors),
    treating(house, caller, patientId),
  ]);
  const treats = all.some(({ reference }) => reference === to.reference);
  if (word.objected)
    throw new Problem(
      'business-rule',
      'The patient does not want this organisation to see the record. Speak with the patient first.',
      { expression: 'to' },
    );
  if (ground === 'permission' && !word.permitted)
    throw new Problem(
      'business-rule',
      'There is no permission of the patient to share with this organisation. Ask for it, or send it as who treats the patient too.',
      { expression: 'ground' },
    );
  if (ground === 'treatment' && groundOf({ ...word, treats }) !== 'treatment')
    throw new Problem(
      'business-rule',
      'This organisation does not treat this patient by the record. Let the care relation be written down first, or ask the patient for permission to share with it.',
      { expression: 'to' },
    );
}

/** A channel that would reach nobody is refused before anything is made. */
async function requireChannel(
  house: HandOverHouse,
  channel: HandOver['channel'],
  to: OrganizationReference,
): Promise<void> {
  const reaches = {
    inbox: await house.hasAccount(to),
    fhir: house.hasSystem(to),
    link: house.hasMail,
    print: true,
  };
  if (!reaches[channel])
    throw new Problem(
      'business-rule',
      'This organisation cannot be reached in this way now; choose another.',
      {
        expression: 'channel',
      },
    );
}
