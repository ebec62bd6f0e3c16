import { type Page, type PageAnswer, Problem } from '@caecilia/kernel';
import {
  Actions,
  AskForm,
  DayField,
  type FieldErrors,
  hrefIn,
  LineIcon,
  Lines,
  PostForm,
  readDay,
  Section,
  TextField,
  WhatIsWrong,
} from '@caecilia/ui';
import { Fragment, createElement as h } from 'react';
import { periodIn } from '../period.ts';
import type { PrivacySettings } from '../settings.ts';
import { roleOf } from '../trailWords.ts';
import { KeepIt, MOST_LINES, PeriodForm, TrailDays, trailFile } from './trailParts.ts';
import { type Asked, officerPage, type Posted, screen } from './view.ts';

const PATH = '/privacy/accesses';

/** Who saw what, for a report: of one member of staff or one patient, in a period, on screen and as a file. */
export function accessPages(settings: PrivacySettings): readonly Page[] {
  return [
    officerPage(settings, PATH, { show: (asked) => showQuestion(asked), take: takePatient }),
    officerPage(settings, `${PATH}/list`, { show: showAccesses }),
    officerPage(settings, `${PATH}/download`, { show: download }),
  ];
}

interface After {
  readonly family: string;
  readonly born: string;
  readonly errors: FieldErrors;
  readonly nobody: boolean;
}

async function showQuestion(asked: Asked, after?: After): Promise<PageAnswer> {
  const { view, visit, settings } = asked;
  const errors = after?.errors ?? {};
  const words = (visit.query.q ?? '').trim().slice(0, 100);
  const actors = words === '' ? undefined : await settings.trail.findActors(visit.caller, words);
  return screen(asked, {
    part: 'accesses',
    title: view.t('accesses.title'),
    intro: view.t('accesses.intro'),
    wrong: Object.keys(errors).length > 0,
    children: [
      h(WhatIsWrong, { key: 'wrong', view, errors }),
      h(
        Section,
        { key: 'staff', id: 'staff', title: view.t('accesses.staff') },
        h(
          AskForm,
          { view, to: PATH, label: view.t('accesses.staff') },
          h(TextField, { view, name: 'q', label: view.t('accesses.name'), value: words, type: 'search' }),
          h(
            'button',
            { type: 'submit', className: 'button button--main' },
            h(LineIcon, { name: 'search' }),
            view.t('accesses.find'),
          ),
        ),
        actors
          ? h(Lines, {
              none: view.t('accesses.noStaff'),
              lines: actors.map(({ id, name, role }) => ({
                key: id,
                line: h(
                  Fragment,
                  null,
                  h(
                    'a',
                    {
                      className: 'line__name',
                      href: hrefIn(view.language, `${PATH}/list?actor=${encodeURIComponent(id)}`),
                    },
                    name,
                  ),
                  h('span', { className: 'line__about' }, roleOf(role, settings.roles, view.language)),
                ),
              })),
            })
          : null,
      ),
      h(
        Section,
        { key: 'patient', id: 'patient', title: view.t('accesses.patient') },
        after?.nobody ? h('p', { className: 'heed', role: 'alert' }, view.t('accesses.noPatient')) : null,
        h(
          PostForm,
          { view, to: PATH, label: view.t('accesses.patient') },
          h(TextField, {
            view,
            name: 'family',
            label: view.t('accesses.family'),
            value: after?.family,
            errors,
          }),
          h(DayField, { view, name: 'born', label: view.t('accesses.born'), value: after?.born, errors }),
          h(Actions, { view, does: view.t('accesses.show') }),
        ),
      ),
    ],
  });
}

async function takePatient(posted: Posted<Asked>): Promise<PageAnswer> {
  const { view, visit, settings, fields } = posted;
  const [family, born] = [(fields.family?.[0] ?? '').trim(), (fields.born?.[0] ?? '').trim()];
  const birthDate = readDay(born);
  const errors: Record<string, string> = {};
  if (family === '') errors.family = view.t('accesses.wrong.family');
  if (birthDate === undefined) errors.born = view.t('period.date');
  if (birthDate === undefined || family === '')
    return showQuestion(posted, { family, born, errors, nobody: false });
  const patient = await settings.trail.findPatient(visit.caller, { familyName: family, birthDate });
  if (!patient) return showQuestion(posted, { family, born, errors, nobody: true });
  return { seeOther: hrefIn(view.language, `${PATH}/list?patient=${encodeURIComponent(patient.id)}`) };
}

/** A month back: a report is about days, not years. */
const USUAL_DAYS = 31;

async function accessesIn({ visit, view, settings }: Asked) {
  const { actor, patient } = visit.query;
  const asked = periodIn(visit.query, view.today, USUAL_DAYS);
  if ((actor === undefined) === (patient === undefined))
    throw new Problem('not-found', 'A list is of one member of staff or of one patient.');
  const trail =
    actor === undefined
      ? await settings.trail.ofPatient(visit.caller, patient ?? '', asked.period, MOST_LINES)
      : await settings.trail.ofActor(visit.caller, actor, asked.period, MOST_LINES);
  const kept: Readonly<Record<string, string>> = actor === undefined ? { patient: patient ?? '' } : { actor };
  return { asked, trail, kept, ofStaff: actor !== undefined };
}

async function showAccesses(asked: Asked): Promise<PageAnswer> {
  const { view } = asked;
  const { asked: period, trail, kept, ofStaff } = await accessesIn(asked);
  const { from, until } = period.period;
  const [first] = trail.lines;
  const name = ofStaff ? first?.actor.name : (first?.patient?.name ?? kept.patient);
  const query = new URLSearchParams({ ...kept, from, until }).toString();
  const people = new Set(trail.lines.map(({ actor, patient }) => (ofStaff ? patient?.id : actor.id))).size;
  return screen(asked, {
    part: 'accesses',
    title: view.t(ofStaff ? 'accesses.ofStaff' : 'accesses.ofPatient', {
      name: name ?? view.t('accesses.unnamed'),
    }),
    intro: view.t(ofStaff ? 'accesses.countPatients' : 'accesses.countStaff', {
      lines: trail.lines.length,
      people,
    }),
    wrong: period.wrong !== undefined,
    children: [
      h(PeriodForm, { key: 'period', view, to: `${PATH}/list`, asked: period, kept }),
      h(KeepIt, { key: 'keep', view, href: `${PATH}/download?${query}` }),
      trail.more
        ? h('p', { key: 'more', className: 'heed' }, view.t('trail.more', { count: MOST_LINES }))
        : null,
      h(TrailDays, { key: 'days', asked, lines: trail.lines, withPatient: ofStaff }),
    ],
  });
}

async function download(asked: Asked): Promise<PageAnswer> {
  const { asked: period, trail } = await accessesIn(asked);
  if (period.wrong) throw new Problem('invalid', 'The period cannot be read.');
  if (trail.more) throw new Problem('too-costly', 'The period is too long for one file.');
  return trailFile(asked, trail.lines, period.period, asked.view.t('accesses.file'));
}
