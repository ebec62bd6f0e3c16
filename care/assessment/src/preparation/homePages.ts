import { civilDay, type Page, type PageAnswer } from '@caecilia/kernel';
import { LinkButton } from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import { showChoice, takeChoice } from '../talk/choicePage.ts';
import { OWN_TALK, ownTalk, TalkSection } from '../talk/homeTalk.ts';
import { talkHomeWords } from '../talk/talkHomeWords.ts';
import { fillIn, takeForm } from './homeForm.ts';
import { Read } from './homeRead.ts';
import {
  dayIn,
  HOME,
  type HomeAsked,
  homePage,
  homeScreen,
  type PreparationPageSettings,
  Soon,
} from './homeView.ts';
import { ownPreparations } from './ownPreparations.ts';
import type { KeptPreparation } from './preparation.ports.ts';
import { isOverdue, maySend } from './preparation.ts';

/** Preparing a conversation at home: what is planned, who is there, what was asked, what was filled in, and the form. */
export function preparationPages(settings: PreparationPageSettings): readonly Page[] {
  return [
    homePage(settings, HOME, { show: showAll }),
    homePage(settings, `${HOME}/:id`, { show: (asked) => fillIn(asked), take: takeForm }),
    homePage(settings, OWN_TALK, { show: showChoice, take: takeChoice }),
  ];
}

async function showAll(asked: HomeAsked): Promise<PageAnswer> {
  const { view, visit, house, patientId, preparing } = asked;
  const { t } = view;
  const all = await ownPreparations(house).all(visit.caller, patientId);
  // When it is and who comes is for the patient, and not in the preparation of somebody close.
  const own = preparing === 'patient' ? await ownTalk(asked) : undefined;
  const chose = own !== undefined && visit.query.done === 'talk';
  const sent = all.find(({ id, value }) => id === visit.query.done && value.state === 'filledIn');
  return homeScreen(view, {
    title: t(preparing === 'carer' ? 'title.carer' : 'title'),
    intro: t(preparing === 'carer' ? 'intro.carer' : 'intro'),
    done: sent ? t('done') : chose ? talkHomeWords(view.language)('done') : undefined,
    scripts: ['/assets/assessment/keep-form.js'],
    children: [
      own === undefined ? null : h(TalkSection, { key: 'talk', own, asked, chooses: true }),
      all.length === 0 ? h('p', { key: 'none', className: 'none' }, t('none')) : null,
      ...all.map((each) => h(One, { key: each.id, kept: each, asked })),
      sent ? h('p', { key: 'sent', hidden: true, 'data-kept-sent': sent.id }) : null,
      h(Soon, { key: 'soon', view }),
    ],
  });
}

function One({ kept, asked }: { readonly kept: KeptPreparation; readonly asked: HomeAsked }): ReactElement {
  const { view } = asked;
  const { t } = view;
  const { id, value, sent } = kept;
  const href = `${HOME}/${id}`;
  return h(
    'article',
    { className: 'card prepare', 'aria-labelledby': `asked-${id}` },
    h('h2', { id: `asked-${id}`, className: 'prepare__state' }, sayState(kept, asked)),
    h('p', { className: 'small' }, t('asked.on', { date: dayIn(value.askedAt, view) })),
    sent === undefined || value.state === 'withdrawn' ? null : h(Read, { kept, sent, asked }),
    maySend(value)
      ? h(
          'p',
          { className: 'no-print' },
          h(LinkButton, {
            view,
            href,
            label: t(value.state === 'asked' ? 'begin' : 'change'),
            main: value.state === 'asked',
          }),
        )
      : null,
  );
}

/** Where it stands, in a sentence. */
function sayState({ value, sent }: KeptPreparation, { view, house }: HomeAsked): string {
  const { t } = view;
  const { state, dueOn, closed, askedAt } = value;
  switch (state) {
    case 'asked':
      return t(isOverdue(value, civilDay(house.now(), house.timeZone)) ? 'state.late' : 'state.asked', {
        date: dayIn(dueOn, view),
      });
    case 'filledIn':
      return t('state.filledIn', { date: dayIn(sent?.at ?? askedAt, view) });
    case 'opened':
    case 'withdrawn':
      return t(`state.${state}`, { date: dayIn(closed?.at ?? askedAt, view) });
  }
}
