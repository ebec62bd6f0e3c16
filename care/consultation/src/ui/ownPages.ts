import { type Page, type PageAnswer, Problem } from '@caecilia/kernel';
import { Facts, Lines, LinkButton, Section } from '@caecilia/ui';
import { Fragment, createElement as h, type ReactElement, type ReactNode } from 'react';
import type { KeptRequest } from '../consultation.ports.ts';
import type { StateForRequester } from '../request/forRequester.ts';
import { requestsOverRecord } from '../requestsOverRecord.ts';
import type { ConsultationPageSettings, ConsultationTeam } from '../settings.ts';
import { askQuestion, takeQuestion, Urgent } from './ownForm.ts';
import { OWN, type OwnAsked, type OwnView, ownPage, ownScreen, sayWhen } from './ownView.ts';

/** What a patient or a carer asks the team, and where it stands. */
export function ownPages(settings: ConsultationPageSettings): readonly Page[] {
  return [
    ownPage(settings, OWN, { show: showAsked }),
    ownPage(settings, `${OWN}/new`, { show: (asked) => askQuestion(asked), take: takeQuestion }),
    ownPage(settings, `${OWN}/:id`, { show: showState }),
  ];
}

/** Asked at home, or noted at the telephone for who is at home; what a ward asked is no question of theirs. */
const isFromHome = ({ value: { source, intent } }: KeptRequest) =>
  intent === 'proposal' && (source === 'patient' || source === 'carer');

async function showAsked({ view, visit, settings, patient }: OwnAsked): Promise<PageAnswer> {
  const { t } = view;
  const requests = requestsOverRecord(settings.house);
  const [found, teams] = await Promise.all([
    requests.ofPatient(visit.caller, patient),
    settings.teams(visit.caller),
  ]);
  const own = found.entries.filter(isFromHome);
  const lines = await Promise.all(
    own.map(async (request) => ({
      key: request.id,
      line: h(AskedLine, { request, state: await requests.stateFor(visit.caller, request.id), view }),
    })),
  );
  return ownScreen(view, {
    title: t('own.title'),
    intro: t('own.intro'),
    children: [
      teams.length === 0
        ? h('p', { key: 'none', className: 'heed' }, t('own.noTeam'))
        : h(
            'p',
            { key: 'do', className: 'row' },
            teams.map((team) => askTeam(team, view)),
          ),
      h(
        Section,
        { key: 'asked', id: 'asked', title: t('own.asked') },
        found.unreadable.length === 0
          ? null
          : h('p', { className: 'heed' }, t('own.unreadable', { count: found.unreadable.length })),
        h(Lines, { lines, none: t('own.none') }),
        found.more ? h('p', null, t('own.more')) : null,
      ),
      h(Urgent, { key: 'urgent', view }),
    ],
  });
}

function askTeam({ reference, name }: ConsultationTeam, view: OwnView): ReactElement {
  const href = `${OWN}/new?team=${encodeURIComponent(reference)}`;
  return h(LinkButton, { key: reference, view, href, label: view.t('own.do', { team: name }), main: true });
}

function AskedLine(props: {
  readonly request: KeptRequest;
  readonly state: StateForRequester;
  readonly view: OwnView;
}): ReactElement {
  const { request, state, view } = props;
  const { asked, referredAt, source } = request.value;
  const by = view.t(source === 'patient' ? 'own.by.patient' : 'own.by.carer');
  return h(
    Fragment,
    null,
    h(
      'div',
      { className: 'line__main' },
      h('p', { className: 'own-question' }, asked.question),
      h('p', { className: 'line__about' }, `${view.t('own.on', { date: sayWhen(referredAt, view) })}, ${by}`),
      h('p', null, sayState(state, view)),
    ),
    h(LinkButton, { view, href: `${OWN}/${request.id}`, label: view.t('own.see') }),
  );
}

/** Whether somebody who treats, or the office, has confirmed it: until then no record is open and nobody comes. */
const isConfirmed = ({ steps }: StateForRequester) => steps.some(({ state }) => state === 'confirmed');

/** Where it stands, in a sentence. */
function sayState(current: StateForRequester, { t }: OwnView): string {
  const { state } = current;
  if (isConfirmed(current) && (state === 'received' || state === 'triaged'))
    return t(`own.state.order.${state}`);
  return t(`own.state.${state}`);
}

async function showState({ view, visit, settings, patient }: OwnAsked): Promise<PageAnswer> {
  const { t } = view;
  const requests = requestsOverRecord(settings.house);
  const request = await requests.read(visit.caller, visit.params.id ?? '');
  if (request.value.patient !== patient || !isFromHome(request))
    throw new Problem('not-found', 'There is no such question.');
  const [state, teams] = await Promise.all([
    requests.stateFor(visit.caller, request.id),
    settings.teams(visit.caller),
  ]);
  const team = teams.find(({ reference }) => reference === request.value.team);
  const waits = !isConfirmed(state) && (state.state === 'received' || state.state === 'triaged');
  return ownScreen(view, {
    title: t('own.state'),
    done: visit.query.done === 'asked' ? t('own.done.asked') : undefined,
    children: [
      h(
        'div',
        { key: 'state', className: 'heed' },
        h('p', { className: 'own-state' }, sayState(state, view)),
        h('p', null, t('own.since', { date: sayWhen(state.since, view) })),
        waits ? h('p', null, t('own.state.unconfirmed')) : null,
        h(Facts, { facts: factsOf(state, view) }),
      ),
      h(
        Section,
        { key: 'question', id: 'question', title: t('own.your') },
        h('p', { className: 'own-question' }, request.value.asked.question),
        h('p', { className: 'line__about' }, sayAsked(request, view)),
      ),
      h(
        Section,
        { key: 'history', id: 'history', title: t('own.history') },
        h(
          'ol',
          { className: 'own-steps' },
          state.steps.map((step) =>
            h('li', { key: `${step.state} ${step.at}` }, sayWhen(step.at, view), ': ', sayStep(step, view)),
          ),
        ),
      ),
      h(Call, { key: 'call', team, view }),
      h(
        'p',
        { key: 'back', className: 'no-print' },
        h(LinkButton, { view, href: OWN, label: t('own.back') }),
      ),
    ],
  });
}

const sayStep = ({ state }: StateForRequester['steps'][number], { t }: OwnView) => t(`state.${state}`);

function sayAsked({ value: { asked, referredAt } }: KeptRequest, view: OwnView): string {
  const domains = asked.domains.map((domain) => view.t(`domain.${domain}`)).join(', ');
  return `${view.t('own.on', { date: sayWhen(referredAt, view) })} · ${domains} · ${asked.callBack}`;
}

function factsOf(state: StateForRequester, view: OwnView): readonly (readonly [string, ReactNode])[] {
  const { t } = view;
  const { answer, goes, acceptedBy, firstContact } = state;
  const going = goes.map((each) => t(`discipline.${each}`)).join(', ');
  const isComing = state.state === 'accepted' || (isConfirmed(state) && state.state === 'triaged');
  return [
    [t('own.acceptedBy'), acceptedBy?.name],
    [t('own.goes'), isConfirmed(state) ? going : undefined],
    [t('own.expected'), isComing ? sayWhen(state.expectedFrom, view) : undefined],
    [t('own.firstContact'), firstContact === undefined ? undefined : sayWhen(firstContact, view)],
    [t('own.answer.reason'), answer?.reason],
    [t('own.answer.advice'), answer?.advice],
    [t('own.answer.recipient'), answer?.recipient],
  ];
}

function Call(props: { readonly team: ConsultationTeam | undefined; readonly view: OwnView }): ReactElement {
  const { team, view } = props;
  const phone = team?.phone;
  return h(
    'div',
    { className: 'aside-note' },
    h('p', null, view.t('own.stop')),
    phone === undefined
      ? null
      : h(
          'p',
          null,
          h(
            'a',
            { className: 'button', href: `tel:${phone.replace(/[^\d+]/g, '')}` },
            view.t('own.stop.phone', { phone }),
          ),
        ),
  );
}
