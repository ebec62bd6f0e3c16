import { createElement as h, type ReactElement, type ReactNode } from 'react';
import type { AskedOfYou, InShort, ReadyNow, SentToYou } from '../../inShort/inShort.ts';
import { say } from '../view.ts';
import { momentWords, type ShortView } from './shortView.ts';

/** Who carries out what a physician signed says that they saw it. */
const CARRIES_OUT = ['homeCare', 'ward'];

/** Execution requests that the reader has not seen yet. */
function unseen({ ready, setting }: Pick<InShort, 'ready' | 'setting'>): ReadyNow['orders'] {
  if (!ready.open || !CARRIES_OUT.includes(setting)) return [];
  return ready.value.orders.filter(({ isSeen }) => !isSeen);
}

/** Whether there is something that the reader is asked to do. */
export function isAsked(short: InShort): boolean {
  const { sent, tasks } = short;
  const isTasked = tasks.open && tasks.value.length > 0;
  return isTasked || unseen(short).length > 0 || sent.some(({ asked }) => asked !== undefined);
}

/** What the reader is asked to do, and what was sent to them with until when it holds. */
export function Asked({ view }: { readonly view: ShortView }): ReactElement {
  const { s, short } = view;
  const { sent, tasks, setting } = short;
  const asking = sent.filter(({ asked }) => asked !== undefined);
  const todo = tasks.open ? tasks.value : [];
  const something = isAsked(short);
  return h(
    'section',
    {
      className: something ? 'in-short__asked in-short__asked--open card' : 'in-short__asked card',
      'aria-labelledby': 'asked-of-you',
    },
    h('h2', { id: 'asked-of-you' }, s('asked.title')),
    something
      ? h(
          'ul',
          null,
          asking.map((each, index) => h(AskedBySender, { key: `sent-${index}`, sent: each, view })),
          unseen(short).map((each, index) => h(AskedToSee, { key: `order-${index}`, order: each, view })),
          todo.map((each, index) => h(AskedByTask, { key: `task-${index}`, task: each, view })),
        )
      : null,
    // Where a part is closed, "nothing" is not for this page to say.
    !something && tasks.open ? h('p', null, s('asked.none')) : null,
    tasks.open ? null : h('p', { className: 'in-short__note' }, s(`closed.${tasks.because}.tasks`)),
    sent
      .slice(0, 1)
      .map((each) => h('p', { key: 'sent', className: 'in-short__note' }, sentWords(each, view))),
    sent.length === 0 && setting === 'outOfHours'
      ? h('p', { className: 'in-short__note' }, s('asked.noNote'))
      : null,
  );
}

function AskedBySender({ sent, view }: { readonly sent: SentToYou; readonly view: ShortView }): ReactElement {
  const { asked = '', by, at } = sent;
  return h(
    'li',
    { className: 'in-short__todo' },
    h('p', { className: 'in-short__ask' }, say(asked, view)),
    h('p', { className: 'in-short__note' }, fromWords(by, at, view)),
  );
}

function AskedToSee({
  order: { medication, indication, until, by },
  view,
}: {
  readonly order: ReadyNow['orders'][number];
  readonly view: ShortView;
}): ReactElement {
  return h(
    'li',
    { className: 'in-short__todo' },
    h('p', { className: 'in-short__ask' }, view.s('asked.order', { medication, indication })),
    h(
      'p',
      { className: 'in-short__note' },
      `${by} · ${view.s('ready.until', { moment: momentWords(until, view) })}`,
    ),
  );
}

function AskedByTask({ task, view }: { readonly task: AskedOfYou; readonly view: ShortView }): ReactElement {
  const { words, by, at, due } = task;
  const end = due === undefined ? '' : view.s('asked.due', { moment: momentWords(due, view) });
  return h(
    'li',
    { className: 'in-short__todo' },
    h('p', { className: 'in-short__ask' }, say(words, view)),
    h(
      'p',
      { className: 'in-short__note' },
      [fromWords(by, at, view), end].filter((part) => part !== '').join(' · '),
    ),
  );
}

function fromWords(by: string | undefined, at: string | undefined, view: ShortView): string {
  const moment = at === undefined ? undefined : momentWords(at, view);
  if (by !== undefined && moment !== undefined) return view.s('asked.from', { name: by, moment });
  return by ?? moment ?? '';
}

function sentWords({ by, at, until }: SentToYou, view: ShortView): ReactNode {
  const { s } = view;
  const moment = momentWords(at, view);
  return [
    by === undefined ? s('asked.sent.unnamed', { moment }) : s('asked.sent', { name: by, moment }),
    ' ',
    h('b', { key: 'until' }, s('asked.valid', { moment: momentWords(until, view) })),
  ];
}
