import {
  type Caller,
  guardedPage,
  kindOfProblem,
  type Page,
  type PageAnswer,
  type PagePost,
  type PageVisit,
  Problem,
} from '@caecilia/kernel';
import {
  Actions,
  civilMinute,
  dateWords,
  type FieldErrors,
  hrefAfter,
  PostForm,
  renderScreen,
  type ScreenParts,
  type ScreenView,
  Section,
  TextField,
  type Translate,
  viewOfVisit,
  WhatIsWrong,
} from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import { promisedAt } from './callBack.ts';
import {
  type AskedCall,
  askToBeCalled,
  type CallMeHouse,
  callsAsked,
  isPhone,
  LONGEST_ABOUT,
} from './callMe.ts';
import { type CallMeKey, callMeWords } from './callMeWords.ts';

/** Where a patient, or who acts for them, asks to be called; it needs no script. */
export const CALL_ME = '/my-record/call-me';

/** Somebody who can be phoned now. */
export interface PhoneNow {
  readonly name: string;
  readonly number: string;
  /** As it can be dialled. */
  readonly dial: string;
}

/** What this page needs from the house. */
export interface CallMePageSettings {
  readonly house: CallMeHouse;
  readonly demo: boolean;
  /** Logical id of the patient for whom the caller may ask; undefined for everybody else. */
  readonly asksFor: (caller: Caller) => Promise<string | undefined>;
  /** Who of the people around the patient answers the telephone now. */
  readonly phonesNow: (caller: Caller, patientId: string) => Promise<readonly PhoneNow[]>;
  /** The number that the record has of who asks; undefined where it has none. */
  readonly ownPhone: (caller: Caller, patientId: string) => Promise<string | undefined>;
}

interface View extends ScreenView {
  readonly t: Translate<CallMeKey>;
  readonly timeZone: string;
}

interface Asked {
  readonly visit: PageVisit;
  readonly view: View;
  readonly settings: CallMePageSettings;
  /** Logical id. */
  readonly patientId: string;
}

type Fields = PagePost['fields'];

/** The page with the button, what was asked and what came of it, and whom to phone where it cannot wait. */
export function callMePage(settings: CallMePageSettings): Page {
  const { house, demo } = settings;
  const viewOf = (visit: PageVisit): View => {
    const view = viewOfVisit(visit, { path: CALL_ME, demo });
    return { ...view, t: callMeWords(view.language), timeZone: house.timeZone };
  };
  return guardedPage<Asked>(CALL_ME, {
    admit: async (visit) => {
      const patientId = await settings.asksFor(visit.caller);
      if (patientId === undefined)
        throw new Problem('forbidden', 'This is for the patient, and for who acts for them.');
      return { visit, view: viewOf(visit), settings, patientId };
    },
    show: (asked) => callMeScreen(asked, { fields: {}, errors: {} }),
    take,
    inWords: (problem, visit) => {
      const view = viewOf(visit);
      const kinds = ['notFound', 'forbidden', 'unavailable'] as const;
      const kind = kinds.find((each) => each === kindOfProblem(problem)) ?? 'other';
      const [title, intro] = [view.t(`problem.${kind}`), view.t(`problem.${kind}.body`)];
      return screen(view, { status: problem.status, title, intro });
    },
  });
}

function screen(
  view: View,
  page: Pick<ScreenParts, 'title' | 'intro' | 'wrong' | 'done' | 'children'> & { readonly status?: number },
): PageAnswer {
  const { status = page.wrong ? 422 : 200, ...rest } = page;
  return { status, html: renderScreen({ ...rest, view, module: view.t('module'), stylesheets: [] }) };
}

const given = (fields: Fields, name: string) => (fields[name]?.[0] ?? '').trim();

async function take(asked: Asked & { readonly fields: Fields }): Promise<PageAnswer> {
  const { view, visit, settings, patientId, fields } = asked;
  const { t } = view;
  const [phone, about] = [given(fields, 'phone'), given(fields, 'about').replaceAll('\r\n', '\n')];
  const errors: FieldErrors = {
    ...(isPhone(phone) ? {} : { phone: t('wrong.phone') }),
    ...(about.length > LONGEST_ABOUT ? { about: t('wrong.about') } : {}),
  };
  if (Object.keys(errors).length > 0) return await callMeScreen(asked, { fields, errors });
  const wish = { clientId: given(fields, 'clientId'), phone, about };
  await askToBeCalled(settings.house, visit.caller, patientId, wish);
  return { seeOther: hrefAfter(view.language, CALL_ME, 'asked') };
}

interface Filled {
  readonly fields: Fields;
  readonly errors: FieldErrors;
}

async function callMeScreen(asked: Asked, filled: Filled): Promise<PageAnswer> {
  const { view, visit, settings, patientId } = asked;
  const { t } = view;
  const { house } = settings;
  const [calls, receiver, phones, own] = await Promise.all([
    callsAsked(house, visit.caller, patientId),
    house.receiverFor(patientId),
    settings.phonesNow(visit.caller, patientId),
    settings.ownPhone(visit.caller, patientId),
  ]);
  const isOpen = calls.some(({ state }) => state === 'open');
  const none =
    house.promise === undefined ? 'none.promise' : receiver === undefined ? 'none.team' : undefined;
  return screen(view, {
    title: t('title'),
    intro: t('intro'),
    wrong: Object.keys(filled.errors).length > 0,
    done: visit.query.done === 'asked' && isOpen ? t('done') : undefined,
    children: [
      none === undefined ? null : h('p', { key: 'none', className: 'heed' }, t(none)),
      isOpen ? h('p', { key: 'already' }, t('open.already')) : null,
      none === undefined && !isOpen ? h(Form, { key: 'form', asked, filled, own }) : null,
      h(Calls, { key: 'calls', calls, view, now: house.now() }),
      h(Now, { key: 'now', phones, view }),
    ],
  });
}

function Form({
  asked: { view, settings },
  filled: { fields, errors },
  own,
}: {
  readonly asked: Asked;
  readonly filled: Filled;
  readonly own: string | undefined;
}): ReactElement {
  const { t } = view;
  const { promise, now, timeZone } = settings.house;
  const [clientId = crypto.randomUUID()] = fields.clientId ?? [];
  const said = promise === undefined ? undefined : promisedAt(now(), promise, timeZone);
  return h(
    'div',
    { className: 'form' },
    h(WhatIsWrong, { view, errors }),
    said === undefined
      ? null
      : h(
          Section,
          { id: 'promise', title: t('promise.title') },
          h('p', null, t(said.isRead ? 'promise.now' : 'promise.later', { time: momentIn(said.due, view) })),
        ),
    h(
      PostForm,
      { view, to: CALL_ME, className: 'form', hidden: { clientId } },
      h(TextField, {
        view,
        name: 'phone',
        type: 'tel',
        autoComplete: 'tel',
        label: t('phone'),
        errors,
        value: fields.phone?.[0] ?? own,
      }),
      h(TextField, {
        view,
        name: 'about',
        label: t('about'),
        hint: t('about.hint'),
        optional: true,
        rows: 2,
        errors,
        value: fields.about?.[0],
      }),
      h(Actions, { view, does: t('send') }),
    ),
  );
}

function Calls(props: {
  readonly calls: readonly AskedCall[];
  readonly view: View;
  readonly now: Date;
}): ReactElement {
  const { calls, view, now } = props;
  const { t } = view;
  return h(
    Section,
    { id: 'calls', title: t('calls.title') },
    calls.length === 0
      ? h('p', { className: 'none' }, t('calls.none'))
      : h(
          'ul',
          null,
          calls.map((call) => h('li', { key: call.id }, callWords(call, view, now))),
        ),
  );
}

/** Where it stands, in a sentence. */
export function callWords(call: AskedCall, view: View, now: Date): string {
  const { state, askedAt, due, calledAt = askedAt, because = '' } = call;
  const key = state === 'open' && due <= now.getTime() ? 'late' : state;
  return view.t(`calls.${key}`, {
    asked: momentIn(askedAt.getTime(), view),
    due: momentIn(due, view),
    called: momentIn(calledAt.getTime(), view),
    because,
  });
}

const momentIn = (at: number, { language, timeZone }: View) =>
  dateWords(civilMinute(new Date(at), timeZone), 'time', language, true);

function Now({ phones, view }: { readonly phones: readonly PhoneNow[]; readonly view: View }): ReactElement {
  const { t } = view;
  return h(
    'div',
    { className: 'heed' },
    h(
      Section,
      { id: 'now', title: t('now.title') },
      phones.length === 0 ? h('p', null, t('now.general')) : h('p', null, t('now')),
      phones.length === 0
        ? null
        : h(
            'ul',
            null,
            phones.map(({ name, number, dial }) =>
              h('li', { key: dial + name }, `${name}: `, h('a', { href: `tel:${dial}` }, number)),
            ),
          ),
      phones.length === 0 ? null : h('p', null, t('now.general')),
      h('p', null, h('b', null, t('now.danger'))),
    ),
  );
}
