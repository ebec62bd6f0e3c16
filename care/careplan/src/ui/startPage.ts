import { birthDateWords, LineIcon, renderDocument, StateIcon } from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import type { PlanDate } from '../reading/planDate.ts';
import { NoticeLine, type Notices, scriptsFor, TopBar } from './pageFrame.ts';
import type { View } from './view.ts';

/** One line of the list. */
export interface ListedPatient {
  readonly id: string;
  readonly name: string | undefined;
  readonly birthDate: PlanDate | undefined;
  readonly deceased: boolean;
  readonly hasPlan: boolean;
}

export interface StartPageProps {
  readonly view: View;
  readonly notices: Notices;
  readonly patients: readonly ListedPatient[];
  /** What was asked, to stand in the fields again. */
  readonly asked: { readonly name?: string; readonly born?: string };
  readonly badDate: boolean;
  readonly more: boolean;
}

/** Where everyone begins: find a patient, open the emergency page. */
export function renderStartPage(props: StartPageProps): string {
  const { view, notices, asked } = props;
  const kept = new URLSearchParams(asked).toString();
  return renderDocument({
    language: view.language,
    title: view.t('page.title', { page: view.t('page.start'), name: view.t('start.find') }),
    stylesheets: ['/assets/careplan/start.css'],
    scripts: scriptsFor(view),
    children: [
      h('a', { key: 'skip', className: 'skip-link', href: '#content' }, view.t('skip.main')),
      h(TopBar, { key: 'bar', view, page: view.t('page.start'), path: kept === '' ? '/' : `/?${kept}` }),
      h(NoticeLine, { key: 'notice', view, notices }),
      h(
        'main',
        { key: 'main', id: 'content', tabIndex: -1, className: 'page-width start' },
        h('h1', null, view.t('page.start')),
        h('p', { className: 'start__intro' }, view.t('start.intro')),
        h(Question, props),
        h(Found, props),
      ),
    ],
  });
}

function Question({ view, asked, badDate }: StartPageProps): ReactElement {
  const field = (name: 'name' | 'born', label: string, extra: object) =>
    h(
      'p',
      { className: 'field' },
      h('label', { htmlFor: name }, label),
      h('input', { id: name, name, defaultValue: asked[name], autoComplete: 'off', ...extra }),
    );
  const described = badDate ? 'born-error born-hint' : 'born-hint';
  return h(
    'form',
    { className: 'card question', method: 'get', action: '/', role: 'search' },
    h('input', { type: 'hidden', name: 'lang', value: view.language }),
    field('name', view.t('start.name'), { type: 'search' }),
    h(
      'div',
      null,
      field('born', view.t('start.birthDate'), {
        inputMode: 'numeric',
        'aria-describedby': described,
        'aria-invalid': badDate || undefined,
      }),
      badDate
        ? h(
            'p',
            { id: 'born-error', className: 'field__error' },
            h('b', { 'aria-hidden': true }, '! '),
            view.t('start.badDate'),
          )
        : null,
      h('p', { id: 'born-hint', className: 'smaller' }, view.t('start.birthDateHint')),
    ),
    h(
      'button',
      { className: 'button button--main', type: 'submit' },
      h(LineIcon, { name: 'search' }),
      ' ',
      view.t('start.find'),
    ),
  );
}

function Found({ view, patients, asked, badDate, more }: StartPageProps): ReactElement | null {
  if (badDate) return null;
  const searched = Object.keys(asked).length > 0;
  const title = view.t(searched ? 'start.found' : 'start.withPlan');
  const nobody = view.t(searched ? 'start.nobody' : 'start.nobodyYet');
  return h(
    'section',
    { 'aria-labelledby': 'found-title' },
    h('h2', { id: 'found-title' }, title),
    patients.length === 0
      ? h('p', null, nobody)
      : h(
          'ul',
          { className: 'card found' },
          patients.map((patient) => h('li', { key: patient.id }, h(Line, { patient, view }))),
        ),
    more ? h('p', { className: 'small' }, view.t('start.more', { count: patients.length })) : null,
  );
}

function Line({ patient, view }: { readonly patient: ListedPatient; readonly view: View }): ReactElement {
  const { id, name, birthDate, deceased, hasPlan } = patient;
  return h(
    'a',
    { className: 'found__line', href: `/care/patients/${id}/emergency?lang=${view.language}` },
    h('span', { className: 'found__name voice' }, name ?? view.t('patient.unnamed')),
    h(
      'span',
      { className: 'found__born' },
      birthDate ? birthDateWords(birthDate.from, birthDate.precision) : view.t('patient.birthUnknown'),
    ),
    h(
      'span',
      { className: 'found__plan small' },
      hasPlan ? null : h(StateIcon, { shape: 'not-discussed' }),
      hasPlan ? '' : ' ',
      view.t(hasPlan ? 'start.hasPlan' : 'start.noPlan'),
      deceased ? ` · ${view.t('start.deceased')}` : null,
    ),
  );
}
