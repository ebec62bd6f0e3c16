import { MOST_EMERGENCY_HOURS, type Page, type PageAnswer, Problem } from '@caecilia/kernel';
import {
  Actions,
  ChoiceField,
  civilMinute,
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
import { EMERGENCY_REASONS, type RecordDoor } from '../emergency.ports.ts';
import type { PrivacySettings } from '../settings.ts';
import { type Asked, openPage, type Posted, type PrivacyView, sayMoment, screen, seeDone } from './view.ts';

const PATH = '/care/patients/:id/emergency-access';

/** The door of a record that is closed to somebody: what it asks, what happens next, and the way to close it again. */
export function emergencyPages(settings: PrivacySettings): readonly Page[] {
  return [openPage(settings, PATH, { show: (asked) => showDoor(asked), take: takeDoor })];
}

/** An id of the address; what cannot be one answers as a patient who is not there. */
function patientIn({ visit }: Asked): string {
  const id = visit.params.id ?? '';
  if (!/^[A-Za-z0-9.-]{1,64}$/.test(id)) throw new Problem('not-found', 'There is no such patient.');
  return id;
}

interface Wish {
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
  if (door.kind === 'closed') return closed(asked, after);
  return opened(asked, door);
}

/** Hours to choose from: as short as the work needs. */
const HOURS = [1, 4, 8, 12, MOST_EMERGENCY_HOURS];

function closed(asked: Asked, after?: After): PageAnswer {
  const { view } = asked;
  const errors = after?.errors ?? {};
  const blocked = after?.blockedUntil;
  return screen(asked, {
    part: undefined,
    title: view.t('door.title'),
    intro: view.t('door.intro'),
    wrong: after !== undefined,
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
    h(
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
    ),
    h(Actions, {
      view,
      does: view.t('door.open'),
      serious: true,
      back: { href: '/', label: view.t('door.back') },
    }),
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
      ),
    ],
  });
}

async function takeDoor(posted: Posted<Asked>): Promise<PageAnswer> {
  const { view, visit, settings, fields } = posted;
  const patientId = patientIn(posted);
  if (fields.act?.[0] === 'end') {
    await settings.emergency.end(visit.caller, patientId);
    return seeDone(posted, `/care/patients/${patientId}/emergency-access`, 'ended');
  }
  const value = (name: string) => (fields[name]?.[0] ?? '').trim();
  const wish: Wish = {
    born: value('born'),
    reason: value('reason'),
    words: value('words'),
    hours: value('hours'),
  };
  const birthDate = readDay(wish.born);
  const reason = EMERGENCY_REASONS.find((each) => each === wish.reason);
  const hours = HOURS.find((each) => String(each) === wish.hours);
  const errors: Record<string, string> = {};
  if (birthDate === undefined) errors.born = view.t('period.date');
  if (reason === undefined) errors.reason = view.t('door.wrong.reason');
  if (wish.words.length < 5) errors.words = view.t('door.wrong.words');
  if (hours === undefined) errors.hours = view.t('door.wrong.hours');
  if (
    birthDate === undefined ||
    reason === undefined ||
    hours === undefined ||
    Object.keys(errors).length > 0
  )
    return showDoor(posted, { wish, errors });
  const answer = await settings.emergency.open(visit.caller, {
    patientId,
    birthDate,
    reason,
    words: wish.words,
    hours,
  });
  switch (answer.kind) {
    case 'opened':
      return { seeOther: `/care/patients/${patientId}/emergency-access?lang=${view.language}` };
    case 'no-such-patient':
      return showDoor(posted, { wish, errors: { born: view.t('door.wrong.patient') } });
    case 'blocked':
      return showDoor(posted, { wish, errors: {}, blockedUntil: answer.until });
  }
}
