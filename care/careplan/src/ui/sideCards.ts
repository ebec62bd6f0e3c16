import { createElement as h, type ReactElement, type ReactNode } from 'react';
import type { AdvanceDirective, Topic } from '../plan.ts';
import { TopicAnswer } from './answerWords.ts';
import { capacityWords } from './patientHeader.ts';
import { originalAddress, type PlanView, say, sayDate, sayParties } from './view.ts';

interface CardProps {
  readonly view: PlanView;
}

function Box({ title, children }: { readonly title: string; readonly children?: ReactNode }): ReactElement {
  return h('section', { className: 'card box' }, h('h2', null, title), children);
}

export function PlaceCard({ view }: CardProps): ReactElement {
  return h(
    Box,
    { title: view.t('place.title') },
    h(TopicAnswer, { topic: view.plan.preferredPlaceOfDeath, view, none: view.t('answer.none') }),
  );
}

/** Wishes, and what gives sense, in the words that were recorded. */
export function MattersCard({ view }: CardProps): ReactElement {
  const { specificCareWishes, senseOfPurpose } = view.plan;
  const said = [specificCareWishes, senseOfPurpose].filter(({ current }) => current.length > 0);
  const none = view.t('answer.none');
  return h(
    Box,
    { title: view.t('matters.title') },
    said.length === 0
      ? h('p', { className: 'answer__none' }, none)
      : said.map((topic, index) => h(TopicAnswer, { key: index, topic, view, none, voice: true })),
  );
}

/** Declarations of the patient, position on euthanasia, donor register. */
export function StatementsCard({ view }: CardProps): ReactElement {
  const { advanceDirectives, positionRegardingEuthanasia, organDonationChoiceRegistration } = view.plan;
  const position = (title: string, topic: Topic) => [
    h('dt', { key: `${title}-name` }, title),
    h('dd', { key: title }, h(TopicAnswer, { topic, view, none: view.t('answer.none') })),
  ];
  return h(
    Box,
    { title: view.t('statements.title') },
    advanceDirectives.length === 0
      ? h('p', { className: 'answer__none' }, view.t('statements.none'))
      : h(
          'ul',
          { className: 'statements' },
          advanceDirectives.map((directive) =>
            h('li', { key: directive.original.id }, h(Directive, { directive, view })),
          ),
        ),
    h(
      'dl',
      { className: 'pairs' },
      h('dt', null, view.t('capacity.title')),
      h('dd', null, h('p', { className: 'answer__value' }, capacityWords(view))),
      ...position(view.t('euthanasia.title'), positionRegardingEuthanasia),
      ...position(view.t('donor.title'), organDonationChoiceRegistration),
    ),
  );
}

function Directive({ directive, view }: CardProps & { readonly directive: AdvanceDirective }): ReactElement {
  const { standing, documents, doubt, kind, parties, comment, words, original } = directive;
  const about = [
    sayDate(directive.recorded, view),
    standing === 'inForce' || standing === 'voided' ? '' : view.t(`statements.${standing}`),
    parties.length > 0 ? view.t('statements.by', { who: sayParties(parties, view) }) : '',
    view.t(documents.length > 0 ? 'statements.document' : 'statements.noDocument'),
  ].filter((words) => words !== '');
  return h(
    'div',
    null,
    h(
      'p',
      null,
      h(
        'a',
        { href: originalAddress(view, original) },
        kind === undefined ? view.t('statements.unnamed') : say(kind, view, original),
      ),
    ),
    words ? h('p', { className: 'who' }, view.t('limit.named'), say(words, view, original)) : null,
    h('p', { className: 'who' }, about.join(' · ')),
    comment ? h('p', { className: 'who' }, say(comment, view, original)) : null,
    doubt ? h('p', { className: 'who who--now' }, view.t(`doubt.${doubt}`)) : null,
  );
}

/** When the plan was last spoken of, and with whom. */
export function ConversationCard({ view }: CardProps): ReactElement {
  const { conversations, informRelatives } = view.plan;
  const [last, ...earlier] = conversations;
  const [asked] = informRelatives;
  return h(
    Box,
    { title: view.t('conversation.title') },
    last
      ? [
          h('p', { key: 'date', className: 'answer__value' }, sayDate(last.held, view)),
          h('p', { key: 'who', className: 'who' }, sayParties(last.participants, view)),
        ]
      : h('p', { className: 'answer__none' }, view.t('conversation.none')),
    last?.comment ? h('p', { className: 'who' }, say(last.comment, view)) : null,
    earlier.length > 0
      ? h(
          'p',
          { className: 'who' },
          view.t('conversation.earlier', {
            dates: earlier.map(({ held }) => sayDate(held, view)).join(', '),
          }),
        )
      : null,
    asked
      ? h(
          'p',
          { className: 'who' },
          asked.asked
            ? view.t('relatives.asked', { date: sayDate(asked.asked, view) })
            : view.t('relatives.askedUndated'),
        )
      : null,
  );
}
