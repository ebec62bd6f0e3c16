import { birthDateWords } from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import type { PickablePatient } from '../kit.ts';
import { type Wish, wishWords } from '../scope-words.ts';
import type { View } from '../view.ts';
import { Field, Form, Press, renderFrame } from './frame.ts';

export interface ConsentPage {
  readonly base: string;
  readonly client: string;
  readonly wishes: readonly Wish[];
  readonly patient?: PickablePatient | undefined;
}

/** What an app asks, in plain words; each wish can be refused alone. */
export function renderConsentPage(view: View, page: ConsentPage): string {
  const { t } = view;
  const { client, patient } = page;
  return renderFrame(view, {
    title: t('consent.title', { client }),
    intro: t('consent.intro', { client }),
    children: h(
      Form,
      { view, action: `${page.base}/consent` },
      patient === undefined
        ? null
        : h('p', null, t('consent.about', { patient: patientWords(view, patient) })),
      h(
        'ul',
        { className: 'wishes' },
        page.wishes.map((wish) => h('li', { key: wish.scope }, h(WishLine, { view, wish }))),
      ),
      page.wishes.some(({ optional }) => optional)
        ? h('p', { className: 'field__hint' }, t('consent.choose'))
        : null,
      h(
        'div',
        { className: 'answers' },
        h(Press, { words: t('consent.agree'), name: 'answer', value: 'agree' }),
        h(Press, { words: t('consent.decline'), main: false, name: 'answer', value: 'decline' }),
      ),
    ),
  });
}

function WishLine({ view, wish }: { readonly view: View; readonly wish: Wish }): ReactElement {
  const words = wishWords(view, wish);
  if (!wish.optional)
    return h('p', null, words, h('input', { type: 'hidden', name: 'scope', value: wish.scope }));
  return h(
    'label',
    null,
    h('input', { type: 'checkbox', name: 'scope', value: wish.scope, defaultChecked: true }),
    words,
  );
}

function patientWords(view: View, { name, birthDate }: PickablePatient): string {
  return birthDate === undefined
    ? `${name} (${view.t('patient.bornUnknown')})`
    : `${name} (${birthDateWords(birthDate, precisionOf(birthDate))})`;
}

function precisionOf(date: string): 'year' | 'month' | 'day' {
  return date.length === 4 ? 'year' : date.length === 7 ? 'month' : 'day';
}

export interface PatientPage {
  readonly base: string;
  readonly client: string;
  readonly patients: readonly PickablePatient[];
  /** Whether they may search further than what is shown. */
  readonly search: boolean;
  readonly asked: { readonly name?: string; readonly born?: string };
}

/** For whom an app is opened. Names go by POST: they must not stand in an address. */
export function renderPatientPage(view: View, page: PatientPage): string {
  const { t } = view;
  return renderFrame(view, {
    title: t('patient.title'),
    intro: t('patient.intro', { client: page.client }),
    children: [
      page.search ? h(Search, { key: 'search', view, page }) : null,
      page.patients.length === 0
        ? h('p', { key: 'none', role: 'status' }, t('patient.none'))
        : h(Patients, { key: 'list', view, page }),
      h(
        Form,
        { key: 'no', view, action: `${page.base}/consent`, className: 'ways' },
        h(Press, { words: t('cancel'), main: false, name: 'answer', value: 'decline' }),
      ),
    ],
  });
}

function Search({ view, page }: { readonly view: View; readonly page: PatientPage }): ReactElement {
  const { t } = view;
  const field = (name: 'name' | 'born', label: string, hint?: string) =>
    h(Field, {
      name,
      label,
      hint,
      input: { required: false, autoComplete: 'off', defaultValue: page.asked[name], maxLength: 100 },
    });
  return h(
    Form,
    { view, action: `${page.base}/patients` },
    field('name', t('patient.name')),
    field('born', t('patient.born'), t('invitation.birthDateHint').split('.')[0]),
    h(Press, { words: t('patient.search') }),
  );
}

function Patients({ view, page }: { readonly view: View; readonly page: PatientPage }): ReactElement {
  const born = ({ birthDate }: PickablePatient) =>
    birthDate === undefined
      ? view.t('patient.bornUnknown')
      : birthDateWords(birthDate, precisionOf(birthDate));
  return h(
    Form,
    { view, action: `${page.base}/patient`, className: 'card' },
    h(
      'ul',
      { className: 'choices' },
      page.patients.map((patient) =>
        h(
          'li',
          { key: patient.id },
          h(
            'button',
            {
              type: 'submit',
              className: 'choice',
              name: 'patient',
              value: patient.id,
            },
            h('span', { className: 'choice__name voice' }, patient.name),
            ' ',
            h('span', { className: 'choice__what' }, born(patient)),
          ),
        ),
      ),
    ),
  );
}
