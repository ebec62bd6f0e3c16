import {
  answersOf,
  failureOf,
  firstOpening,
  type HandOver,
  type HandOverEvent,
  type HandOverView,
  isLocked,
  isOpenAt,
  type SaidBy,
  stateOf,
  UNREAD_AFTER_MS,
  type Who,
} from '@caecilia/exchange';
import type { Caller } from '@caecilia/kernel';

/** A hand-over as a screen shows it to who sent it. No secret, and no word of the plan. */
export function viewOf(handOver: HandOver, now: number): HandOverView {
  const { id, channel, ground, to, sender, madeAt, until, standard, person, asked, attached = [] } = handOver;
  const opening = firstOpening(handOver);
  const failure = failureOf(handOver);
  const state = stateOf(handOver);
  const waits = state !== 'opened' && state !== 'withdrawn';
  return {
    id,
    state,
    isOpen: isOpenAt(handOver, now),
    isLocked: isLocked(handOver),
    isUnread: waits && now - madeAt >= UNREAD_AFTER_MS,
    channel,
    ground,
    standard,
    to,
    ...(person === undefined ? {} : { person: { name: person.name, email: person.email } }),
    ...(asked === undefined ? {} : { asked }),
    attached,
    sender: sender.name,
    madeAt,
    until,
    ...saidIn(handOver, 'notified'),
    ...saidIn(handOver, 'delivered'),
    ...saidIn(handOver, 'withdrawn'),
    ...(opening === undefined ? {} : { opened: { ...saidBy(opening), how: opening.how } }),
    ...(failure === undefined ? {} : { failure }),
    answers: answersOf(handOver).map((each) => ({ ...saidBy(each), words: each.words })),
  };
}

/** The last time that something of this kind happened. */
function saidIn<K extends 'notified' | 'delivered' | 'withdrawn'>(
  { events }: Pick<HandOver, 'events'>,
  kind: K,
): { readonly [P in K]?: SaidBy } {
  const event = events.findLast((each) => each.kind === kind);
  return (event === undefined ? {} : { [kind]: saidBy(event) }) as { readonly [P in K]?: SaidBy };
}

function saidBy(event: HandOverEvent): SaidBy {
  const { name, practice }: Who = 'who' in event && event.who !== undefined ? event.who : {};
  return {
    at: event.at,
    ...(name === undefined ? {} : { name }),
    ...(practice === undefined ? {} : { practice }),
  };
}

/** Whoever does something, as an event names them. */
export const whoIs = ({ id, name }: Caller): Who => ({
  ...(/^[A-Z][A-Za-z]+\//.test(id) ? { reference: id } : {}),
  ...(name === undefined ? {} : { name }),
});
