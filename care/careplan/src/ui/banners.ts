import { LineIcon } from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import type { AdvanceDirective, RecordedDecision, TreatmentLimit } from '../plan.ts';
import { decisionInLine } from './decisionWords.ts';
import { rowId } from './rowId.ts';
import { originalAddress, type PlanView, say, sayDate, sayPlain } from './view.ts';

/** Whom to ask when the record contradicts itself: the patient, or whoever decides for them. */
export function askWhom(view: PlanView): string {
  const { patient, contacts } = view.plan;
  const representative = contacts.find(({ legalRepresentative }) => legalRepresentative)?.name;
  if (patient.legalCapacity.capable === false)
    return representative === undefined
      ? view.t('clash.askAnyRepresentative')
      : view.t('clash.askRepresentative', { name: representative });
  return representative === undefined
    ? view.t('clash.askPatientOnly')
    : view.t('clash.askPatient', { name: representative });
}

function named(limit: TreatmentLimit, view: PlanView): string {
  if (limit.treatment === undefined) return view.t('treatment.unnamed');
  const name = sayPlain(limit.treatment, view);
  // An abbreviation keeps its capitals inside a sentence.
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

function sourceWords(entry: RecordedDecision, view: PlanView): string {
  const date = sayDate(entry.recorded, view);
  const narrowed =
    entry.treatmentWords === undefined
      ? ''
      : ` (${view.t('limit.named').toLowerCase()}${entry.treatmentWords})`;
  const decision = `${decisionInLine(entry.decision, view, 'inside')}${narrowed}`;
  const professional = entry.parties.find(({ kind }) => kind === 'professional');
  const statement = entry.by === 'advanceDirective' ? entry.restsOn[0]?.kind : undefined;
  const who =
    statement === undefined ? (professional?.name ?? professional?.organization) : sayPlain(statement, view);
  return who === undefined
    ? view.t('clash.source', { date, decision })
    : view.t('clash.sourceBy', { date, who, decision });
}

function Banner(props: {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly link: ReactElement;
}): ReactElement {
  return h(
    'section',
    { className: 'banner', 'aria-labelledby': props.id },
    h(LineIcon, { name: 'contradiction' }),
    h('div', null, h('h2', { id: props.id }, props.title), h('p', null, props.body)),
    props.link,
  );
}

function ClashBanner({
  limit,
  view,
}: {
  readonly limit: TreatmentLimit;
  readonly view: PlanView;
}): ReactElement {
  const count = limit.current.length;
  const treatment = named(limit, view);
  return h(Banner, {
    id: `banner-${rowId(limit)}`,
    title: count === 2 ? view.t('clash.two', { treatment }) : view.t('clash.many', { treatment, count }),
    body: [...limit.current.map((entry) => sourceWords(entry, view)), view.t('clash.notChosen')].join(' '),
    link: h(
      'div',
      { className: 'banner__links' },
      h('a', { href: `#${rowId(limit)}` }, view.t('clash.show')),
      view.resolveAt === undefined ? null : h('a', { href: view.resolveAt }, view.t('clash.resolve')),
    ),
  });
}

function UnreadableBanner({
  limit,
  view,
}: {
  readonly limit: TreatmentLimit;
  readonly view: PlanView;
}): ReactElement {
  const [entry] = limit.current;
  const treatment = named(limit, view);
  return h(Banner, {
    id: `banner-${rowId(limit)}`,
    title: view.t('unreadable.title', { treatment }),
    body: view.t('unreadable.body'),
    link: h(
      'a',
      {
        href: entry ? originalAddress(view, entry.original) : `#${rowId(limit)}`,
        'aria-label': view.t('state.openOriginalOf', { what: treatment }),
      },
      view.t('state.unreadable'),
    ),
  });
}

/** Everything a reader must know before reading a row: contradictions, what cannot be read, refusals kept in a document. */
export function Banners({ view }: { readonly view: PlanView }): ReactElement | null {
  const { limits, advanceDirectives } = view.plan;
  const banners = limits.flatMap((limit) => {
    if (limit.state === 'contradiction') return [h(ClashBanner, { key: limit.key, limit, view })];
    if (limit.state === 'unreadable') return [h(UnreadableBanner, { key: limit.key, limit, view })];
    return [];
  });
  const refusals = advanceDirectives
    .filter(({ refusesTreatment, standing }) => refusesTreatment && standing === 'inForce')
    .map((directive) => h(RefusalBanner, { key: directive.original.id, directive, view }));
  return banners.length + refusals.length > 0 ? h('div', { className: 'banners' }, banners, refusals) : null;
}

/** A refusal of treatment whose reach stands in a document that nothing here can read. */
function RefusalBanner(props: {
  readonly directive: AdvanceDirective;
  readonly view: PlanView;
}): ReactElement {
  const { directive, view } = props;
  const { original, comment, words: besides } = directive;
  const kind = sayPlain(directive.kind ?? view.t('statements.unnamed'), view).toLowerCase();
  const words = [besides, comment].flatMap((each) =>
    each === undefined ? [] : [' ', say(each, view, original)],
  );
  return h(
    'section',
    { className: 'banner banner--quiet' },
    h(LineIcon, { name: 'document' }),
    h(
      'div',
      null,
      h('h2', null, `${view.t('refusal.title', { kind })} (${sayDate(directive.recorded, view)})`),
      h('p', null, view.t('refusal.body'), ...words),
    ),
    h(
      'a',
      { href: originalAddress(view, original), 'aria-label': view.t('state.openOriginalOf', { what: kind }) },
      view.t('state.unreadable'),
    ),
  );
}
