import { type Caller, type Page, type PageAnswer, Problem } from '@caecilia/kernel';
import { hrefIn, Section } from '@caecilia/ui';
import { createElement as h } from 'react';
import type { OwnStanding, PrivacySettings } from '../settings.ts';
import { type Asked, openPage, screen } from './view.ts';

const FIRST = '/privacy/my-record/log';

/** Where my record begins: for who manages no record, what they can see and what they can do about it. */
export function homePages(
  settings: PrivacySettings,
  standingOf: (caller: Caller) => Promise<OwnStanding | undefined>,
): readonly Page[] {
  const show = async (asked: Asked): Promise<PageAnswer> => {
    const standing = await standingOf(asked.visit.caller);
    if (standing === undefined) throw new Problem('forbidden', 'This page is for patients and carers.');
    if (standing === 'manages') return { seeOther: hrefIn(asked.view.language, FIRST) };
    return whatYouSee(asked, standing);
  };
  return [openPage(settings, '/privacy/my-record', { show })];
}

/** What helps: who has a mandate does not need another one. */
const STEPS = {
  patient: ['call'],
  sees: ['cannot', 'after', 'call'],
  nothing: ['ask', 'cannot', 'after', 'call'],
} as const;

function whatYouSee(asked: Asked, standing: 'sees' | 'nothing'): PageAnswer {
  const { view, visit } = asked;
  const who = visit.caller.role === 'patient' ? 'patient' : standing;
  return screen(asked, {
    part: undefined,
    title: view.t('home.title'),
    intro: view.t(`home.${who}`),
    children: [
      h(
        Section,
        { key: 'what', id: 'what', title: view.t(standing === 'sees' ? 'home.more' : 'home.what') },
        h(
          'ul',
          { className: 'reasons' },
          STEPS[who].map((step) => h('li', { key: step }, view.t(`home.step.${step}`))),
        ),
      ),
    ],
  });
}
