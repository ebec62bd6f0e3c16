import { Actions, PostForm, type ScreenView, TextField } from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import { exchangeWords } from '../messages.ts';
import type { HandOverView } from '../view.ts';

interface SheetProps {
  readonly view: ScreenView;
  readonly handOver: HandOverView;
  readonly when: (at: number) => string;
}

/** The first sheet of a plan on paper: to whom, from whom, what goes with it, and where who hands it over signs. */
export function CoverSheet(
  props: SheetProps & {
    readonly printedBy: string;
    readonly now: number;
    readonly phone: string | undefined;
  },
): ReactElement {
  const { view, handOver, when, printedBy, now, phone } = props;
  const t = exchangeWords(view.language);
  const { to, sender, madeAt, asked } = handOver;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [t('cover.to'), to.name],
    [t('cover.phone'), phone],
    [t('cover.from'), t('list.by', { name: sender, when: when(madeAt) })],
    [t('cover.what'), t('cover.plan', { when: when(now) })],
    [t('along.title'), handOver.attached.map(({ title }) => title).join(', ') || undefined],
    [t('asked.label'), asked],
    [t('cover.printed'), t('list.by', { name: printedBy, when: when(now) })],
  ];
  return h(
    'section',
    { className: 'card box cover-sheet', 'aria-labelledby': 'cover-title' },
    h('h2', { id: 'cover-title' }, t('cover.title')),
    h(
      'dl',
      { className: 'facts' },
      facts.map(([name, value]) =>
        value === undefined ? null : h('div', { key: name }, h('dt', null, name), h('dd', null, value)),
      ),
    ),
    h('p', { className: 'cover-sheet__sign' }, t('cover.handed')),
    h('p', null, t('cover.wrong', { name: sender })),
  );
}

/** What stands above a plan that was opened by a link: from whom, until when, and what is asked. */
export function ReceivedAbove(props: SheetProps & { readonly answered: boolean }): ReactElement {
  const { view, handOver, when, answered } = props;
  const t = exchangeWords(view.language);
  const { sender, until, asked } = handOver;
  return h(
    'section',
    { className: 'card box screen-only', 'aria-labelledby': 'received-title' },
    h('h2', { id: 'received-title' }, t('message.title', { name: sender })),
    h('p', null, t('link.about', { sender, until: when(until) })),
    asked === undefined
      ? null
      : h(
          'p',
          null,
          h('b', null, `${t('message.asked', { name: sender })}: `),
          h('span', { className: 'voice' }, asked),
        ),
    handOver.attached.map(({ reference, title }) =>
      h(
        'p',
        { key: reference },
        h(
          'a',
          { href: `${view.path}/letters/${reference.slice('DocumentReference/'.length)}/download` },
          t('along.open', { title }),
        ),
      ),
    ),
    answered ? h('p', { role: 'status', className: 'done' }, t('link.answered')) : null,
    h('p', null, h('a', { href: '#answer-part' }, t('answer.title'))),
  );
}

/** What stands below it: the answer, and putting it away. */
export function ReceivedBelow(props: Omit<SheetProps, 'when'> & { readonly wrong?: string }): ReactElement {
  const { view, handOver, wrong } = props;
  const t = exchangeWords(view.language);
  return h(
    'section',
    { className: 'card box screen-only', 'aria-labelledby': 'answer-part' },
    h('h2', { id: 'answer-part', tabIndex: -1 }, t('answer.title')),
    handOver.answers.map((each) =>
      h(
        'p',
        { key: `${each.at}${each.words}` },
        `${t('answer.given')} `,
        h('span', { className: 'voice' }, each.words),
      ),
    ),
    h(
      PostForm,
      { view, label: t('answer.title') },
      h(TextField, {
        view,
        name: 'answer',
        label: t('answer.label'),
        hint: t('answer.hint'),
        rows: 3,
        maxLength: 500,
        ...(wrong === undefined ? {} : { errors: { answer: wrong } }),
      }),
      h(Actions, { view, does: t('answer.send') }),
    ),
    h(
      PostForm,
      { view, label: t('link.done'), hidden: { close: 'yes' } },
      h('p', null, h('button', { type: 'submit', className: 'button' }, t('link.done'))),
    ),
  );
}
