import { createElement as h, type ReactElement } from 'react';
import type { ReadyNow } from '../../inShort/inShort.ts';
import { momentWords, type ShortView } from './shortView.ts';

/** What lies ready for what may come: where, until when, and which execution requests go with it. No dose stands here. */
export function LiesReady({ view }: { readonly view: ShortView }): ReactElement {
  const { s, short } = view;
  const { ready } = short;
  const heading = h('h2', { key: 'title', id: 'lies-ready' }, s('ready.title'));
  const parts = ready.open
    ? readyParts(ready.value, view)
    : [h('p', { key: 'closed', className: 'in-short__caution' }, `! ${s(`closed.${ready.because}.ready`)}`)];
  return h('section', { className: 'in-short__ready', 'aria-labelledby': 'lies-ready' }, heading, parts);
}

function readyParts(ready: ReadyNow, view: ShortView): readonly (ReactElement | null)[] {
  const { s } = view;
  const { orders, supplies, unreadable, more } = ready;
  const lines = [
    ...supplies.map((supply, index) => h(Supply, { key: `supply-${index}`, supply, view })),
    ...orders.map(({ medication, indication, until, by }, index) =>
      h(
        'li',
        { key: `order-${index}`, className: 'in-short__lies' },
        h('p', null, h('b', null, s('ready.order', { medication, indication }))),
        h(
          'p',
          { className: 'in-short__note' },
          `${by} · ${s('ready.until', { moment: momentWords(until, view) })}`,
        ),
      ),
    ),
  ];
  return [
    unreadable > 0
      ? h(
          'p',
          { key: 'unreadable', className: 'in-short__caution' },
          `! ${s('ready.unreadable', { count: unreadable })}`,
        )
      : null,
    more ? h('p', { key: 'more', className: 'in-short__caution' }, `! ${s('ready.more')}`) : null,
    lines.length === 0 && unreadable === 0 ? h('p', { key: 'none' }, s('ready.none')) : null,
    lines.length === 0 ? null : h('ul', { key: 'lines', className: 'card' }, lines),
  ];
}

function Supply({
  supply: { item, indication, place, expires, isExpired },
  view,
}: {
  readonly supply: ReadyNow['supplies'][number];
  readonly view: ShortView;
}): ReactElement {
  const { s } = view;
  const end = s(isExpired ? 'ready.expired' : 'ready.expires', { moment: momentWords(expires, view) });
  return h(
    'li',
    { className: 'in-short__lies' },
    h('p', null, h('b', null, s('ready.item', { item, indication }))),
    h('p', null, s('ready.place', { place })),
    isExpired
      ? h('p', { className: 'in-short__caution' }, `! ${end}`)
      : h('p', { className: 'in-short__note' }, end),
  );
}
