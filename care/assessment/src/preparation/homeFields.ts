import { ChoiceField, type FieldErrors, TextField } from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import { type Instrument, type Item, valuesOf } from '../instrument/instrument.ts';
import type { HomeView } from './homeView.ts';
import { nameField, type PreparationFields, scoreField } from './parsePrepared.ts';
import { LONGEST_WORDS } from './preparation.ts';
import { type Preparing, TOPIC_GROUPS, TOPICS } from './topics.ts';

/** What stands in a form, and what is wrong with it. */
export interface Filled {
  readonly fields: PreparationFields;
  readonly errors: FieldErrors;
}

interface Part {
  readonly view: HomeView;
  readonly filled: Filled;
}

/** Whether somebody helps; nothing is chosen beforehand. */
export function Who({ view, filled: { fields, errors } }: Part): ReactElement {
  const { t } = view;
  return h(ChoiceField, {
    view,
    name: 'who',
    label: t('who'),
    errors,
    values: fields.who ?? [],
    choices: (['self', 'helped'] as const).map((value) => ({ value, label: t(`who.${value}`) })),
  });
}

/** Something in their own words. */
export function OwnWords({ view, filled, name }: Part & { readonly name: 'first' | 'own' }): ReactElement {
  const { t } = view;
  const { fields, errors } = filled;
  return h(TextField, {
    view,
    name,
    label: t(name),
    hint: t(`${name}.hint`),
    errors,
    optional: true,
    rows: 3,
    // Room to write too much and be told so, rather than words that are cut off without a word.
    maxLength: LONGEST_WORDS * 4,
    value: fields[name]?.[0],
  });
}

/** Every topic, in groups of a few. */
export function TopicChoice({
  view,
  filled,
  preparing,
}: Part & { readonly preparing: Preparing }): ReactElement {
  const { t, language } = view;
  const ticked = filled.fields.topics ?? [];
  const error = filled.errors.topics;
  return h(
    'fieldset',
    { className: 'choices prepare-topics', id: 'topics', tabIndex: -1, 'aria-describedby': 'topics-hint' },
    h('legend', null, t(preparing === 'carer' ? 'topics.carer' : 'topics')),
    h('p', { id: 'topics-hint', className: 'field__hint' }, t('topics.hint')),
    error === undefined ? null : h('p', { className: 'field__error' }, '! ', error),
    h(
      'div',
      { className: 'prepare-topics__groups' },
      TOPIC_GROUPS.map((group) =>
        h(
          'fieldset',
          { key: group, className: 'choices' },
          h('legend', { className: 'prepare-topics__group' }, t(`group.${group}`)),
          TOPICS.filter((each) => each.group === group).map(({ id, [preparing]: words }) =>
            h(
              'div',
              { key: id, className: 'choice' },
              h('input', {
                type: 'checkbox',
                id: `topics-${id}`,
                name: 'topics',
                value: id,
                defaultChecked: ticked.includes(id),
              }),
              h('label', { htmlFor: `topics-${id}` }, words[language]),
            ),
          ),
        ),
      ),
    ),
  );
}

/** A number for each symptom, each of which may be skipped. */
export function Scores({
  view,
  filled,
  symptoms,
  title,
}: Part & { readonly symptoms: Instrument; readonly title: string }): ReactElement {
  const { t, language } = view;
  const [first] = symptoms.items;
  const ends = first?.answer.kind === 'scale' ? first.answer : undefined;
  const values = { lowest: ends?.lowest[language] ?? '', highest: ends?.highest[language] ?? '' };
  return h(
    'section',
    { className: 'prepare-scores', 'aria-labelledby': 'scores-title' },
    h('h2', { id: 'scores-title' }, title),
    h('p', { className: 'field__hint' }, t('scores.hint', values)),
    symptoms.items.map((item) => h(ScoreRow, { key: item.linkId, view, filled, item })),
  );
}

function ScoreRow({ view, filled, item }: Part & { readonly item: Item }): ReactElement {
  const { t, language } = view;
  const { fields, errors } = filled;
  const name = scoreField(item.linkId);
  const chosen = fields[name]?.[0] ?? '';
  const error = errors[name];
  const numbers = [...valuesOf(item).map(String), ''];
  return h(
    'fieldset',
    {
      className: error === undefined ? 'score-row' : 'score-row field--wrong',
      id: name,
      tabIndex: -1,
      'aria-describedby': error === undefined ? undefined : `${name}-error`,
    },
    h('legend', { className: 'score-row__symptom' }, item.text[language] ?? item.text.en),
    error === undefined ? null : h('p', { id: `${name}-error`, className: 'field__error' }, '! ', error),
    item.named
      ? h(TextField, {
          view,
          name: nameField(item.linkId),
          label: t('score.name'),
          optional: true,
          errors,
          maxLength: 200,
          value: fields[nameField(item.linkId)]?.[0],
        })
      : null,
    h(
      'div',
      { className: 'score-row__numbers' },
      numbers.map((value) => {
        const id = `${name}-${value === '' ? 'none' : value}`;
        return h(
          'label',
          { key: value, className: value === '' ? 'score score--none' : 'score', htmlFor: id },
          h('input', { type: 'radio', id, name, value, defaultChecked: value !== '' && value === chosen }),
          h('span', null, value === '' ? t('score.none') : value),
        );
      }),
    ),
  );
}
