import { Facts, Section } from '@caecilia/ui';
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import type { HomeAsked, HomeView } from './homeView.ts';
import type { KeptPreparation, Sent } from './preparation.ports.ts';
import { valuesOf } from './shownPreparation.ts';
import { topicOf } from './topics.ts';

/** What they filled in, as they wrote it. */
export function Read(props: {
  readonly kept: KeptPreparation;
  readonly sent: Sent;
  readonly asked: Pick<HomeAsked, 'view' | 'house' | 'preparing'>;
}): ReactElement {
  const { kept, sent, asked } = props;
  const { view, house, preparing } = asked;
  const { t } = view;
  const scores = kept.scores === undefined ? [] : valuesOf(kept.scores, house.registry);
  const facts: readonly (readonly [string, ReactNode])[] = [
    ...saidFacts(sent, { view, preparing }),
    [
      t(preparing === 'carer' ? 'yours.scores.carer' : 'yours.scores'),
      scores.length === 0
        ? undefined
        : h(
            'ul',
            { className: 'prepare__scores' },
            scores.map(({ label, value }) =>
              h(
                'li',
                { key: label.nl },
                `${label[view.language]}: `,
                h('b', null, value === 'cannotAnswer' ? t('cannotAnswer') : String(value)),
              ),
            ),
          ),
    ],
  ];
  return h(Section, { id: `yours-${kept.id}`, title: t('yours') }, h(Facts, { facts }));
}

/** Words and topics as facts; a topic in the words of now, or as it was shown. */
export function saidFacts(
  { prepared, displays }: Pick<Sent, 'prepared'> & Partial<Pick<Sent, 'displays'>>,
  { view, preparing }: { readonly view: HomeView; readonly preparing: HomeAsked['preparing'] },
): readonly (readonly [string, ReactNode])[] {
  const { t, language } = view;
  const words = (text: string | undefined) =>
    text === undefined ? undefined : h('span', { className: 'prepare__words' }, text);
  return [
    [t('yours.first'), words(prepared.first)],
    [
      t('yours.topics'),
      prepared.topics.length === 0
        ? undefined
        : h(
            'ul',
            { className: 'prepare__topics' },
            prepared.topics.map((id) =>
              h('li', { key: id }, topicOf(id)?.[preparing][language] ?? displays?.get(id) ?? id),
            ),
          ),
    ],
    [t('yours.own'), words(prepared.own)],
  ];
}
