import type { Element } from '@caecilia/fhir';
import {
  type Caller,
  civilDay,
  civilMinute,
  type Endpoint,
  type EndpointPost,
  type Kept,
  type PageVisit,
  Problem,
  present,
  type RecordSession,
  readsInEmergency,
} from '@caecilia/kernel';
import { chooseLanguage } from '@caecilia/ui';
import { letterJob, printed } from '../letter/letterPdf.ts';
import { bodyIn, idAt, textIn } from '../sent.ts';
import { type Order, type OrderWords, orderState } from './order.ts';
import { orderOnPaper } from './orderPaper.ts';
import { type At, type ReadyHouse, readyOverRecord } from './readyOverRecord.ts';
import { GIVERS, placeOf, SUPPLY_ACTS, type Supply, type SupplyWords, supplyState } from './supply.ts';
import type { OrderAnswer, OrderView, ReadyShown, SupplyAnswer, SupplyView } from './view.ts';

/** What the app of the daily work asks of execution requests and the anticipatory set. */
export interface ReadyDesk extends ReadyHouse {
  /** Whether medication is for this caller at all. */
  readonly maySee: (caller: Caller, patient: string) => Promise<boolean>;
  /** Name and date of birth of a patient, in words. */
  readonly about: (session: RecordSession, patient: string) => Promise<{ name: string; born?: string }>;
  /** Writes into the log that an execution request was taken out as a file. */
  readonly tookOutOrder: (caller: Caller, patient: string, order: Kept<Order>) => Promise<void>;
  /** Names of things for the anticipatory set, installed by the operator; no doses. */
  readonly items: readonly string[];
  readonly demo: boolean;
}

/** What is asked and sent below `/desk/api`. */
export function readyEndpoints(desk: ReadyDesk): readonly Endpoint[] {
  const ready = readyOverRecord(desk);
  const ofOrder = (path: string, act: (post: EndpointPost, at: At) => Promise<Kept<Order>>): Endpoint => ({
    path: `/patients/:id/orders/:order/${path}`,
    async write(_session, post): Promise<OrderAnswer> {
      const kept = await act(post, { patient: idAt(post, 'id'), id: idAt(post, 'order') });
      return { order: orderView(desk, post.caller, kept), again: false };
    },
  });
  return [
    { path: '/ready/changes', follow: ['MedicationRequest', 'MedicationDispense'] },
    { path: '/patients/:id/ready', read: (session, visit) => shown(desk, session, visit) },
    {
      path: '/patients/:id/orders',
      async write(_session, post): Promise<OrderAnswer> {
        const { kept, again } = await ready.order(post.caller, formOf(post, orderWords));
        return { order: orderView(desk, post.caller, kept), again };
      },
    },
    ofOrder('seen', (post, at) => ready.seen(post.caller, at)),
    ofOrder('withdraw', (post, at) => ready.withdraw(post.caller, at, textIn(bodyIn(post), 'because'))),
    {
      path: '/patients/:id/orders/:order/pdf',
      file: (session, visit) => orderFile(desk, session, visit),
    },
    {
      path: '/patients/:id/supplies',
      async write(_session, post): Promise<SupplyAnswer> {
        const { kept, again } = await ready.place(post.caller, formOf(post, supplyWords));
        return { supply: supplyView(desk, kept), again };
      },
    },
    {
      path: '/patients/:id/supplies/:supply/act',
      async write(_session, post): Promise<SupplyAnswer> {
        const body = bodyIn(post);
        const act = SUPPLY_ACTS.find((each) => each === body.act);
        if (act === undefined) throw new Problem('value', 'Say what became of it.', { expression: 'act' });
        const at = { patient: idAt(post, 'id'), id: idAt(post, 'supply') };
        return {
          supply: supplyView(desk, await ready.act(post.caller, at, act, textIn(body, 'words'))),
          again: false,
        };
      },
    },
  ];
}

async function shown(desk: ReadyDesk, session: RecordSession, visit: PageVisit): Promise<ReadyShown> {
  const { caller } = visit;
  const patient = idAt(visit, 'id');
  await present(session, 'Patient', patient, 'patient');
  const rest = { items: desk.items, today: civilDay(desk.now(), desk.timeZone), timeZone: desk.timeZone };
  const none = { mayOrder: false, mayPlace: false, mayReport: false };
  if (!(await desk.maySee(caller, patient)))
    return { orders: [], supplies: [], unreadable: 0, more: false, closed: true, ...none, ...rest };
  const ready = readyOverRecord(desk);
  const [orders, supplies] = await Promise.all([
    ready.ordersOf(caller, patient),
    ready.suppliesOf(caller, patient),
  ]);
  const may = readsInEmergency(caller, patient)
    ? none
    : {
        mayOrder: await desk.mayOrder(caller, patient),
        mayPlace: await desk.mayPlace(caller, patient),
        mayReport: await desk.mayReport(caller, patient),
      };
  return {
    orders: orders.entries.map((each) => orderView(desk, caller, each)).toSorted(holdingFirst),
    supplies: supplies.entries.map((each) => supplyView(desk, each)).toSorted(lyingFirst),
    unreadable: orders.unreadable.length + supplies.unreadable.length,
    more: orders.more || supplies.more,
    closed: false,
    ...may,
    ...rest,
  };
}

const holdingFirst = (one: OrderView, other: OrderView) =>
  Number(other.state === 'active') - Number(one.state === 'active') ||
  other.signed.at.localeCompare(one.signed.at);
const lyingFirst = (one: SupplyView, other: SupplyView) =>
  Number(other.state === 'present') - Number(one.state === 'present') ||
  one.expires.localeCompare(other.expires);

function orderView(desk: ReadyDesk, caller: Caller, { id, versionId, value }: Kept<Order>): OrderView {
  const { patient: _, clientId: __, ...order } = value;
  const today = civilDay(desk.now(), desk.timeZone);
  return {
    id,
    versionId,
    ...order,
    state: orderState(value, today),
    isSeen: value.seen.some(({ by }) => by === caller.id),
  };
}

function supplyView(desk: ReadyDesk, { id, versionId, value }: Kept<Supply>): SupplyView {
  const { patient: _, clientId: __, ...supply } = value;
  const today = civilDay(desk.now(), desk.timeZone);
  return { id, versionId, ...supply, place: placeOf(value), state: supplyState(value, today) };
}

async function orderFile(desk: ReadyDesk, session: RecordSession, visit: PageVisit) {
  const { caller, query, headers } = visit;
  const patient = idAt(visit, 'id');
  const kept = await readyOverRecord(desk).oneOrder(caller, { patient, id: idAt(visit, 'order') });
  const language = chooseLanguage(query.lang, headers['accept-language']);
  const { timeZone, demo } = desk;
  const now = desk.now();
  const paper = orderOnPaper(kept.value, {
    language,
    about: await desk.about(session, patient),
    state: orderState(kept.value, civilDay(now, timeZone)),
    civil: (instant) => civilMinute(new Date(instant), timeZone),
    now: civilMinute(now, timeZone),
    demo,
  });
  const content = await printed(letterJob(paper));
  await desk.tookOutOrder(caller, patient, kept);
  return { name: `execution-request-${kept.id}-${language}.pdf`, contentType: 'application/pdf', content };
}

function formOf<Words>(post: EndpointPost, words: (body: Element) => Words) {
  const body = bodyIn(post);
  return { patient: idAt(post, 'id'), clientId: textIn(body, 'clientId'), words: words(body) };
}

const orderWords = (body: Element): OrderWords => ({
  medication: textIn(body, 'medication'),
  indication: textIn(body, 'indication'),
  dose: textIn(body, 'dose'),
  route: textIn(body, 'route'),
  maximum: textIn(body, 'maximum'),
  whenToCall: textIn(body, 'whenToCall'),
  until: textIn(body, 'until'),
});

function supplyWords(body: Element): SupplyWords {
  const givers = Array.isArray(body.givers) ? body.givers : [];
  return {
    item: textIn(body, 'item'),
    indication: textIn(body, 'indication'),
    givers: GIVERS.filter((each) => givers.includes(each)),
    place: textIn(body, 'place'),
    expires: textIn(body, 'expires'),
  };
}
