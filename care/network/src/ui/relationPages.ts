import { type Page, type PageAnswer, Problem } from '@caecilia/kernel';
import {
  Actions,
  birthDateWords,
  DayField,
  type FieldErrors,
  hrefIn,
  Lines,
  LinkButton,
  PostForm,
  readDay,
  Section,
  typedDay,
  WhatIsWrong,
} from '@caecilia/ui';
import { createElement as h } from 'react';
import { CARE_KINDS, type CareRelation, type RelationPatient } from '../relations.ports.ts';
import type { NetworkSettings } from '../settings.ts';
import { type FieldSpec, Fields, type Filled, readFields } from './entryForm.ts';
import { Act, lineOf, organizationChoices, Past } from './parts.ts';
import { type Asked, type NetworkView, networkPage, type Posted, sayDates, screen, seeDone } from './view.ts';

const PATH = '/network/relations';

/** Who cares for a patient: seen, started and ended, without anything clinical. */
export function relationPages(settings: NetworkSettings): readonly Page[] {
  const page = networkPage.bind(undefined, settings, 'relations');
  return [
    page(PATH, async (asked) => find(asked), takeFind),
    page(`${PATH}/:id`, show),
    page(`${PATH}/:id/new`, (asked) => askStart(asked), takeStart),
    page(`${PATH}/:id/end/:type/:relation`, (asked) => askEnd(asked), takeEnd),
  ];
}

const QUESTION: readonly FieldSpec[] = [
  { name: 'family', label: 'relations.family', hint: 'relations.family.hint', kind: 'text' },
  { name: 'born', label: 'relations.born', kind: 'day' },
];

/** Name and birth date are posted: they belong in no address and no log of a server in between. */
function find(asked: Asked, after?: { readonly filled: Filled; readonly nobody: boolean }): PageAnswer {
  const { view } = asked;
  const errors = after?.filled.errors ?? {};
  return screen(asked, {
    part: 'relations',
    title: view.t('relations.title'),
    intro: view.t('relations.intro'),
    wrong: Object.keys(errors).length > 0,
    children: [
      h(WhatIsWrong, { key: 'wrong', view, errors }),
      after?.nobody
        ? h('p', { key: 'nobody', className: 'heed', role: 'alert' }, view.t('relations.nobody'))
        : null,
      h(
        PostForm,
        { key: 'form', view },
        h(Fields, { view, specs: QUESTION, typed: after?.filled.typed ?? {}, errors }),
        h(Actions, { view, does: view.t('relations.find') }),
      ),
    ],
  });
}

async function takeFind(posted: Posted): Promise<PageAnswer> {
  const { view, visit, settings, fields } = posted;
  const filled = readFields(QUESTION, fields, view);
  const { family, born } = filled.values;
  if (Object.keys(filled.errors).length > 0 || family === undefined || born === undefined)
    return find(posted, { filled, nobody: false });
  const patient = await settings.relations.findPatient(visit.caller, { familyName: family, birthDate: born });
  if (!patient) return find(posted, { filled, nobody: true });
  return { seeOther: hrefIn(view.language, `${PATH}/${patient.id}`) };
}

async function relationsIn({ visit, settings }: Asked) {
  const id = visit.params.id ?? '';
  const found = /^[A-Za-z0-9.-]{1,64}$/.test(id) ? await settings.relations.of(visit.caller, id) : undefined;
  if (!found) throw new Problem('not-found', 'There is no such patient.');
  return found;
}

const titleOf = ({ name }: RelationPatient, view: NetworkView) => view.t('relations.of', { name });
const bornOf = ({ birthDate }: RelationPatient, view: NetworkView) =>
  birthDate
    ? view.t('relations.bornOn', { date: birthDateWords(birthDate, 'day') })
    : view.t('relations.bornUnknown');
/** An organisation says who cares; a team without one is named by its own name. */
const nameOf = ({ organizations, name }: CareRelation, view: NetworkView) =>
  organizations.map((each) => each.name).join(', ') || name || view.t('entry.unnamed');

async function show(asked: Asked): Promise<PageAnswer> {
  const { view, visit, settings } = asked;
  const { patient, relations } = await relationsIn(asked);
  const line = (relation: CareRelation) => {
    const name = nameOf(relation, view);
    const href = `${PATH}/${patient.id}/end/${relation.type}/${relation.id}`;
    return {
      key: `${relation.type}/${relation.id}`,
      past: !relation.holds,
      line: lineOf({
        icon: 'people',
        name,
        about: view.t(`relations.${relation.type}`),
        when: [sayDates(relation, view), ' ', h(Past, { key: 'past', view, active: relation.holds })],
        acts: relation.holds ? h(Act, { view, href, label: view.t('relations.end'), of: name }) : undefined,
      }),
    };
  };
  const act = h(LinkButton, {
    view,
    href: `${PATH}/${patient.id}/new`,
    label: view.t('relations.new'),
    icon: 'plus',
    main: true,
  });
  const links = (await settings.linksAbout?.(visit.caller, patient.id)) ?? [];
  return screen(asked, {
    part: 'relations',
    title: titleOf(patient, view),
    above: bornOf(patient, view),
    children: [
      ...links.map(({ href, label }) =>
        h('p', { key: href }, h(LinkButton, { view, href, label: label[view.language] })),
      ),
      h(
        Section,
        { key: 'now', id: 'now', title: view.t('relations.now'), intro: view.t('relations.now.intro'), act },
        h(Lines, { none: view.t('relations.none'), lines: relations.filter(({ holds }) => holds).map(line) }),
      ),
      h(
        Section,
        { key: 'before', id: 'before', title: view.t('relations.before') },
        h(Lines, {
          none: view.t('relations.noneBefore'),
          lines: relations.filter(({ holds }) => !holds).map(line),
        }),
      ),
    ],
  });
}

async function startFields({ directory, view }: Asked): Promise<readonly FieldSpec[]> {
  const organizations = await organizationChoices(directory, view);
  const kinds = CARE_KINDS.map((value) => ({ value, label: view.t(`care.${value}`) }));
  return [
    { name: 'organization', label: 'field.organization', kind: 'select', choices: organizations },
    { name: 'as', label: 'field.careKind', kind: 'select', choices: kinds },
    { name: 'from', label: 'field.from', kind: 'day' },
    { name: 'until', label: 'field.until', hint: 'field.until.hint', kind: 'day', optional: true },
  ];
}

async function askStart(asked: Asked, filled?: Filled): Promise<PageAnswer> {
  const { view } = asked;
  const { patient } = await relationsIn(asked);
  const errors = filled?.errors ?? {};
  const typed = filled?.typed ?? { from: typedDay(view.today) };
  return screen(asked, {
    part: 'relations',
    title: view.t('relations.new'),
    above: `${patient.name} · ${bornOf(patient, view)}`,
    intro: view.t('relations.new.intro'),
    wrong: filled !== undefined,
    children: [
      h(WhatIsWrong, { key: 'wrong', view, errors }),
      h(
        PostForm,
        { key: 'form', view },
        h(Fields, { view, specs: await startFields(asked), typed, errors }),
        h(Actions, {
          view,
          does: view.t('relations.start'),
          back: { href: `${PATH}/${patient.id}`, label: view.t('form.back') },
        }),
      ),
    ],
  });
}

async function takeStart(posted: Posted): Promise<PageAnswer> {
  const { view, visit, settings } = posted;
  const { patient } = await relationsIn(posted);
  const filled = readFields(await startFields(posted), posted.fields, view);
  const { organization, from, until } = filled.values;
  const as = CARE_KINDS.find((each) => each === filled.values.as);
  if (Object.keys(filled.errors).length > 0 || !organization || !as || !from) return askStart(posted, filled);
  const dates = until === undefined ? { from } : { from, until };
  await settings.relations.start(visit.caller, patient.id, { organization, as, ...dates });
  return seeDone(posted, `${PATH}/${patient.id}`, 'added');
}

async function endingIn(asked: Asked) {
  const { patient, relations } = await relationsIn(asked);
  const { type, relation: id } = asked.visit.params;
  const relation = relations.find((each) => each.type === type && each.id === id);
  if (!relation) throw new Problem('not-found', 'There is no such care relation.');
  return { patient, relation };
}

async function askEnd(asked: Asked, wrong?: { readonly typed: string; readonly errors: FieldErrors }) {
  const { view } = asked;
  const { patient, relation } = await endingIn(asked);
  const errors = wrong?.errors ?? {};
  return screen(asked, {
    part: 'relations',
    title: view.t('relations.endTitle', { organization: nameOf(relation, view) }),
    above: `${patient.name} · ${bornOf(patient, view)}`,
    wrong: wrong !== undefined,
    children: [
      h(WhatIsWrong, { key: 'wrong', view, errors }),
      h(
        PostForm,
        { key: 'form', view, hidden: { version: String(relation.versionId) } },
        h('p', null, view.t('relations.end.body')),
        relation.organizations.length > 1 ? h('p', null, h('b', null, view.t('relations.end.team'))) : null,
        h(DayField, {
          view,
          name: 'on',
          label: view.t('end.on'),
          value: wrong?.typed ?? typedDay(view.today),
          errors,
        }),
        h(Actions, {
          view,
          does: view.t('relations.end'),
          serious: true,
          back: { href: `${PATH}/${patient.id}`, label: view.t('end.no') },
        }),
      ),
    ],
  });
}

async function takeEnd(posted: Posted): Promise<PageAnswer> {
  const { view, visit, settings, fields } = posted;
  const { patient, relation } = await endingIn(posted);
  const typed = fields.on?.[0] ?? '';
  const on = readDay(typed);
  const error =
    on === undefined
      ? view.t('wrong.date')
      : on > view.today
        ? view.t('relations.wrong.future')
        : relation.from !== undefined && on < relation.from
          ? view.t('wrong.order')
          : undefined;
  if (on === undefined || error !== undefined) return askEnd(posted, { typed, errors: { on: error ?? '' } });
  const versionId = Number(fields.version?.[0] ?? 0);
  await settings.relations.end(
    visit.caller,
    patient.id,
    { type: relation.type, id: relation.id, versionId },
    on,
  );
  return seeDone(posted, `${PATH}/${patient.id}`, 'ended');
}
