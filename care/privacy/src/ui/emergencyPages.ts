import { civilMinute, MOST_EMERGENCY_HOURS, type Page, type PageAnswer, Problem } from '@caecilia/kernel';
import {
  Actions,
  ChoiceField,
  DayField,
  EmergencyBanner,
  type FieldErrors,
  LinkButton,
  PostForm,
  readDay,
  SelectField,
  TextField,
  WhatIsWrong,
} from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import { EMERGENCY_REASONS, type NamedPatient, type RecordDoor } from '../emergency.ports.ts';
import type { PrivacySettings } from '../settings.ts';
import { type Asked, openPage, type Posted, type PrivacyView, sayMoment, screen, seeDone } from './view.ts';

const PATH = '/care/patients/:id/emergency-access';
/** The door for who is at no record: they name the patient. */
export const EMERGENCY_DOOR = '/care/emergency-access';

/** The door of a record that is closed to somebody: what it asks, what happens next, and the way to close it again. */
export function emergencyPages(settings: PrivacySettings): readonly Page[] {
  return [
    openPage(settings, PATH, { show: (asked) => showDoor(asked), take: takeDoor }),
    openPage(settings, EMERGENCY_DOOR, { show: (asked) => showNamedDoor(asked), take: takeNamedDoor }),
  ];
}

/** An id of the address; what cannot be one answers as a patient who is not there. */
function patientIn({ visit }: Asked): string {
  const id = visit.params.id ?? '';
  if (!/^[A-Za-z0-9.-]{1,64}$/.test(id)) throw new Problem('not-found', 'There is no such patient.');
  return id;
}

interface Wish {
  /** As it was typed; asked for where the address names no patient. */
  readonly number?: string;
  readonly born: string;
  readonly reason: string;
  readonly words: string;
  readonly hours: string;
}
interface After {
  readonly wish: Wish;
  readonly errors: FieldErrors;
  /** Instant until which nothing opens. */
  readonly blockedUntil?: string;
}

async function showDoor(asked: Asked, after?: After): Promise<PageAnswer> {
  const { visit, settings } = asked;
  const door = await settings.emergency.door(visit.caller, patientIn(asked));
  if (door.kind === 'never') throw new Problem('forbidden', 'This role has no emergency access.');
  if (door.kind === 'closed') return closed(asked, door, after);
  return opened(asked, door);
}

/** It says of no patient whether they are here: the same page for everybody, until number and birth date are right. */
async function showNamedDoor(asked: Asked, after?: After): Promise<PageAnswer> {
  const { caller } = asked.visit;
  const door = await asked.settings.emergency.door(caller, NOBODY);
  if (door.kind === 'never') throw new Problem('forbidden', 'This role has no emergency access.');
  const because = door.kind === 'closed' ? door.because : undefined;
  return closed(
    asked,
    { kind: 'closed', ...(because ? { because } : {}) },
    after ?? { wish: EMPTY, errors: {} },
  );
}

/** No id that a patient can have. */
const NOBODY = '-';
const EMPTY: Wish = { number: '', born: '', reason: '', words: '', hours: '' };

/** Hours to choose from: as short as the work needs. */
const HOURS = [1, 4, 8, 12, MOST_EMERGENCY_HOURS];

function closed(
  asked: Asked,
  { because }: Extract<RecordDoor, { kind: 'closed' }>,
  after?: After,
): PageAnswer {
  const { view } = asked;
  const errors = after?.errors ?? {};
  const blocked = after?.blockedUntil;
  const tried = after !== undefined && after.wish !== EMPTY;
  return screen(asked, {
    part: undefined,
    title: view.t(because ? 'door.readOnly.title' : 'door.title'),
    intro: view.t(because ? 'door.readOnly.intro' : 'door.intro'),
    wrong: tried,
    ...(blocked ? { status: 429 } : {}),
    children: [
      blocked
        ? h(
            'p',
            { key: 'blocked', className: 'heed', role: 'alert' },
            view.t('door.blocked', { when: sayMoment(blocked, view) }),
          )
        : h(WhatIsWrong, { key: 'wrong', view, errors }),
      h(DoorForm, { key: 'form', view, wish: after?.wish, errors }),
    ],
  });
}

function DoorForm(props: {
  readonly view: PrivacyView;
  readonly wish: Wish | undefined;
  readonly errors: FieldErrors;
}): ReactElement {
  const { view, wish, errors } = props;
  return h(
    PostForm,
    { view },
    wish?.number === undefined
      ? null
      : h(TextField, {
          view,
          name: 'number',
          label: view.t('door.number'),
          hint: view.t('door.number.hint'),
          value: wish.number,
          short: true,
          maxLength: 40,
          errors,
        }),
    h(DayField, {
      view,
      name: 'born',
      label: view.t('door.born'),
      hint: view.t('door.born.hint'),
      value: wish?.born,
      errors,
    }),
    h(ChoiceField, {
      view,
      name: 'reason',
      label: view.t('door.reason'),
      values: wish ? [wish.reason] : [],
      errors,
      choices: EMERGENCY_REASONS.map((value) => ({ value, label: view.t(`reason.${value}`) })),
    }),
    h(TextField, {
      view,
      name: 'words',
      label: view.t('door.words'),
      hint: view.t('door.words.hint'),
      rows: 3,
      maxLength: 500,
      value: wish?.words,
      errors,
    }),
    h(SelectField, {
      view,
      name: 'hours',
      label: view.t('door.hours'),
      value: wish?.hours,
      errors,
      choices: HOURS.map((value) => ({
        value: String(value),
        label: view.t(value === 1 ? 'door.hour' : 'door.hoursOf', { count: value }),
      })),
    }),
    h(WhatHappens, { view }),
    h(Actions, {
      view,
      does: view.t('door.open'),
      serious: true,
      back: { href: '/', label: view.t('door.back') },
    }),
  );
}

/** What opening it means, before it is done. */
function WhatHappens({ view }: { readonly view: PrivacyView }): ReactElement {
  return h(
    'div',
    { className: 'aside-note' },
    h('p', null, h('b', null, view.t('door.next'))),
    h(
      'ul',
      { className: 'reasons' },
      (['one', 'patient', 'officer', 'end'] as const).map((each) =>
        h('li', { key: each }, view.t(`door.next.${each}`)),
      ),
    ),
  );
}

function opened(asked: Asked, door: Extract<RecordDoor, { kind: 'open' | 'emergency' }>): PageAnswer {
  const { view } = asked;
  const id = patientIn(asked);
  const until =
    door.kind === 'emergency' ? civilMinute(new Date(door.access.until), view.timeZone) : undefined;
  return screen(asked, {
    part: undefined,
    title: view.t(until ? 'door.openTitle' : 'door.noNeed'),
    children: [
      until
        ? h(EmergencyBanner, { key: 'banner', view, until, endPath: `/care/patients/${id}/emergency-access` })
        : h('p', { key: 'open' }, view.t('door.noNeed.body')),
      h(
        'p',
        { key: 'go' },
        h(LinkButton, { view, href: `/care/patients/${id}/emergency`, label: view.t('door.go'), main: true }),
        ' ',
        h(LinkButton, { view, href: `/desk/patients/${id}`, label: view.t('door.goRecord') }),
      ),
    ],
  });
}

async function takeDoor(posted: Posted<Asked>): Promise<PageAnswer> {
  const { visit, settings, fields } = posted;
  const patientId = patientIn(posted);
  if (fields.act?.[0] === 'end') {
    await settings.emergency.end(visit.caller, patientId);
    return seeDone(posted, `/care/patients/${patientId}/emergency-access`, 'ended');
  }
  return await openDoor(posted, { id: patientId }, (after) => showDoor(posted, after));
}

async function takeNamedDoor(posted: Posted<Asked>): Promise<PageAnswer> {
  const number = (posted.fields.number?.[0] ?? '').replace(/[\s.]/g, '');
  return await openDoor(posted, { number }, (after) => showNamedDoor(posted, after));
}

/** What can be wrong is said at once; whether there is such a patient only when all the rest is there. */
async function openDoor(
  posted: Posted<Asked>,
  patient: NamedPatient,
  again: (after: After) => Promise<PageAnswer>,
): Promise<PageAnswer> {
  const { view, visit, settings, fields } = posted;
  const value = (name: string) => (fields[name]?.[0] ?? '').trim();
  const isNamed = 'number' in patient;
  const wish: Wish = {
    ...(isNamed ? { number: value('number') } : {}),
    born: value('born'),
    reason: value('reason'),
    words: value('words'),
    hours: value('hours'),
  };
  const birthDate = readDay(wish.born);
  const reason = EMERGENCY_REASONS.find((each) => each === wish.reason);
  const hours = HOURS.find((each) => String(each) === wish.hours);
  const errors: Record<string, string> = {};
  if (isNamed && !/^[A-Za-z0-9-]{1,30}$/.test(patient.number)) errors.number = view.t('door.wrong.number');
  if (birthDate === undefined) errors.born = view.t('period.date');
  if (reason === undefined) errors.reason = view.t('door.wrong.reason');
  if (wish.words.length < 5) errors.words = view.t('door.wrong.words');
  if (hours === undefined) errors.hours = view.t('door.wrong.hours');
  const incomplete = birthDate === undefined || reason === undefined || hours === undefined;
  if (incomplete || Object.keys(errors).length > 0) return await again({ wish, errors });
  const { words } = wish;
  const answer = await settings.emergency.open(visit.caller, { patient, birthDate, reason, words, hours });
  switch (answer.kind) {
    case 'opened': {
      const { patientId } = answer.access;
      return { seeOther: `/care/patients/${patientId}/emergency-access?lang=${view.language}` };
    }
    case 'no-such-patient': {
      const wrong = view.t(isNamed ? 'door.wrong.named' : 'door.wrong.patient');
      return await again({ wish, errors: isNamed ? { number: wrong } : { born: wrong } });
    }
    case 'blocked':
      return await again({ wish, errors: {}, blockedUntil: answer.until });
  }
}
