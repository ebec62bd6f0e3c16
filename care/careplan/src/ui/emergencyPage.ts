import type { PlaceLink } from '@caecilia/kernel';
import {
  agoWords,
  dateWords,
  EmergencyBanner,
  LineIcon,
  QrCode,
  renderDocument,
  StateIcon,
} from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import { isClearlyBefore } from '../reading/planDate.ts';
import { TopicAnswer } from './answerWords.ts';
import { Banners } from './banners.ts';
import { CallBar, CallCards } from './callCards.ts';
import { LimitRow } from './limitRow.ts';
import { type Notices, scriptsFor, TopBar } from './pageFrame.ts';
import { PatientHeader } from './patientHeader.ts';
import { ConversationCard, MattersCard, PlaceCard, StatementsCard } from './sideCards.ts';
import { SHAPES } from './stateShapes.ts';
import type { PlanView } from './view.ts';

const PLAN_STYLES = ['plan', 'limits', 'calls', 'phone', 'paper'].map(
  (name) => `/assets/careplan/${name}.css`,
);

/** A paper that was scanned: its edition, and civil time of the newer one where there is one. */
export interface ScannedPaper {
  readonly edition: string;
  readonly newer?: string;
}

/** What the page needs beside the plan. */
export interface EmergencyPageProps {
  readonly view: PlanView;
  readonly notices: Notices;
  /** Instant at which the plan was fetched, for the page's own age. */
  readonly fetched: string;
  /** Address that tells whether this edition is the newest: on paper, a QR code. */
  readonly address: string;
  readonly scanned: ScannedPaper | undefined;
  /** Set while the reader sees it by emergency access: until when (civil time), and what a form must carry. */
  readonly emergency:
    | { readonly until: string; readonly formToken: string; readonly readOnly: boolean }
    | undefined;
  /** Other pages about this patient that are for this reader; on screen only. */
  readonly links?: readonly PlaceLink[];
  /** What stands above the plan, of who sends or receives it. */
  readonly above?: ReactElement;
  /** What stands below it. */
  readonly below?: ReactElement;
  /** Address of this page, where it is another than that of the patient. */
  readonly path?: string;
}

/** A plan as a professional must see it at night: limits first, then everything that helps to keep to them. */
export function renderEmergencyPage(props: EmergencyPageProps): string {
  const { view } = props;
  const name = view.plan.patient.name ?? view.t('patient.unnamed');
  return renderDocument({
    language: view.language,
    title: view.t('page.title', { page: view.t('page.emergency'), name }),
    stylesheets: stylesOf(props),
    scripts: scriptsFor(view, ['/assets/careplan/page.js']),
    children: [
      h('a', { key: 'skip', className: 'skip-link', href: '#limits' }, view.t('skip.limits')),
      h(TopBar, {
        key: 'bar',
        view,
        page: view.t('page.emergency'),
        path: props.path ?? `/care/patients/${view.plan.patient.id}/emergency`,
        moment: true,
        print: true,
      }),
      h(
        'main',
        { key: 'main', 'data-fetched': props.fetched },
        props.above === undefined ? null : h('div', { className: 'page-width plan-above' }, props.above),
        h(PatientHeader, { view }),
        h(ByEmergency, props),
        h('div', { className: 'page-width' }, ...body(props)),
        props.below === undefined ? null : h('div', { className: 'page-width plan-above' }, props.below),
      ),
      h(CallBar, { key: 'calls', view }),
    ],
  });
}

/** Forms stand on it in an emergency, and where it was received. */
function stylesOf({ emergency, above }: EmergencyPageProps): readonly string[] {
  if (above !== undefined) return [...PLAN_STYLES, '/assets/ui/screens.css', '/assets/ui/forms.css'];
  return emergency === undefined ? PLAN_STYLES : [...PLAN_STYLES, '/assets/ui/screens.css'];
}

function body(props: EmergencyPageProps): readonly ReactElement[] {
  const { view, scanned } = props;
  return [
    h(PageAge, { key: 'age', view }),
    h(Warnings, { key: 'warnings', view, scanned }),
    h(Banners, { key: 'banners', view }),
    h(
      'div',
      { key: 'grid', className: 'plan-grid' },
      h(
        'div',
        { className: 'plan-grid__main' },
        h(Goal, { view }),
        view.plan.empty ? h(Nothing, { view }) : null,
        h(Limits, { view }),
      ),
      h(
        'div',
        { className: 'plan-grid__side' },
        h(CallCards, { view }),
        h(PlaceCard, { view }),
        h(MattersCard, { view }),
        h(StatementsCard, { view }),
        h(ConversationCard, { view }),
      ),
    ),
    h(PaperFoot, { key: 'paper', ...props }),
    h(AlsoAbout, { key: 'also', ...props }),
    h('p', { key: 'foot', className: 'foot' }, footWords(props)),
  ];
}

/** Marks every view of the plan that nothing but an emergency opens, on screen and on paper. */
function ByEmergency({ view, emergency }: EmergencyPageProps): ReactElement | null {
  if (emergency === undefined) return null;
  const { until, formToken, readOnly } = emergency;
  return h(EmergencyBanner, {
    view: { language: view.language, formToken },
    until,
    readOnly,
    endPath: `/care/patients/${view.plan.patient.id}/emergency-access`,
  });
}

function AlsoAbout({ view, links = [] }: EmergencyPageProps): ReactElement | null {
  if (links.length === 0) return null;
  return h(
    'ul',
    { className: 'foot plan-links' },
    links.map(({ href, label }) =>
      h('li', { key: href }, h('a', { href: `${href}?lang=${view.language}` }, label[view.language])),
    ),
  );
}

function footWords({ view, notices }: EmergencyPageProps): string {
  return [
    view.t('foot.logged'),
    view.t('paper.fetched', { date: dateWords(view.now, 'time', view.language, true) }),
    view.t('paper.edition', { edition: view.plan.edition }),
    ...(notices.demo ? [view.t('notice.demo')] : []),
    ...(notices.embedded ? [view.t('notice.embedded')] : []),
  ].join(' ');
}

/** Empty until the script finds that the page is old; it stays so without a script. */
export function PageAge({ view }: { readonly view: PlanView }): ReactElement {
  return h(
    'div',
    {
      className: 'page-age',
      role: 'status',
      hidden: true,
      'data-words': view.t('age.script', { hours: '{hours}' }),
    },
    h(LineIcon, { name: 'clock' }),
    h('p', null),
    h('a', { href: '' }, view.t('age.reload')),
  );
}

/** What everybody must know of this patient or this plan before they read on. */
export function Warnings({
  view,
  scanned,
}: {
  readonly view: PlanView;
  readonly scanned: ScannedPaper | undefined;
}): ReactElement | null {
  const { patient, asOf, conversations } = view.plan;
  const warnings: ReactElement[] = [];
  if (patient.deceased) {
    const { on } = patient.deceased;
    const words = on
      ? view.t('patient.deceasedOn', { date: dateWords(on.from, on.precision, view.language) })
      : view.t('patient.deceased');
    warnings.push(h('p', { key: 'deceased', className: 'warning warning--large' }, words));
  }
  if (patient.replacedBy) {
    const link = h(
      'a',
      { href: `/care/patients/${patient.replacedBy}/emergency?lang=${view.language}` },
      view.t('patient.openReplacement'),
    );
    warnings.push(h('p', { key: 'replaced', className: 'warning' }, view.t('patient.replaced'), ' ', link));
  }
  if (scanned !== undefined) warnings.push(h(Scanned, { key: 'scanned', view, scanned }));
  const held = conversations[0]?.held;
  const last = held && !isClearlyBefore(held, asOf) ? held : asOf;
  if (last && isOlderThanAYear(last.from, view.now))
    warnings.push(
      h(
        'p',
        { key: 'old', className: 'warning' },
        h(LineIcon, { name: 'clock' }),
        ' ',
        view.t('plan.old', { ago: agoWords(last.from, view.now, view.language) }),
      ),
    );
  return warnings.length > 0 ? h('div', { className: 'warnings' }, warnings) : null;
}

function Scanned({
  view,
  scanned: { edition, newer },
}: {
  readonly view: PlanView;
  readonly scanned: ScannedPaper;
}): ReactElement {
  return newer === undefined
    ? h('p', { className: 'warning' }, view.t('paper.same', { edition }))
    : h(
        'p',
        { className: 'warning warning--large' },
        view.t('paper.outdated', { edition, date: dateWords(newer, 'time', view.language, true) }),
      );
}

function isOlderThanAYear(civil: string, now: string): boolean {
  return `${Number(civil.slice(0, 4)) + 1}${civil.slice(4)}` < now;
}

function Goal({ view }: { readonly view: PlanView }): ReactElement {
  return h(
    'section',
    { className: 'goal' },
    h('h2', { className: 'goal__title' }, view.t('goal.title')),
    h(TopicAnswer, { topic: view.plan.goal, view, none: view.t('goal.none'), voice: true }),
  );
}

function Nothing({ view }: { readonly view: PlanView }): ReactElement {
  return h(
    'section',
    { className: 'card box empty' },
    h('h2', null, view.t('empty.title')),
    h('p', null, view.t('empty.body')),
  );
}

function Limits({ view }: { readonly view: PlanView }): ReactElement {
  return h(
    'section',
    { className: 'card limits', id: 'limits', tabIndex: -1 },
    h('h2', { className: 'visually-hidden' }, view.t('limits.title')),
    h(
      'ol',
      null,
      view.plan.limits.map((limit) => h(LimitRow, { key: limit.key, limit, view })),
    ),
    h(
      'label',
      { className: 'reasons-switch' },
      h('input', { type: 'checkbox' }),
      ' ',
      h('span', null, view.t('limits.showReasons')),
    ),
  );
}

/** What paper needs and a screen does not: the key to the signs, when it was fetched, which edition, how to check. */
export function PaperFoot({
  view,
  address,
  notices,
}: Pick<EmergencyPageProps, 'view' | 'address' | 'notices'>): ReactElement {
  const states = ['do', 'doNot', 'onlyIf', 'notDiscussed', 'unknown'] as const;
  const sentences = [
    view.t('paper.newer'),
    view.t('paper.missing'),
    ...(notices.demo ? [view.t('notice.demo')] : []),
  ];
  return h(
    'div',
    { className: 'paper-foot paper-only' },
    h('a', { href: address }, h(QrCode, { text: address, label: view.t('paper.qr') })),
    h(
      'div',
      null,
      h(
        'p',
        { className: 'paper-foot__key' },
        h('b', null, view.t('paper.key')),
        states.map((state) =>
          h(
            'span',
            { key: state },
            h(StateIcon, { shape: SHAPES[state] }),
            ` ${view.t(`state.${state}`).toLowerCase()}`,
          ),
        ),
        h(
          'span',
          null,
          h(LineIcon, { name: 'contradiction' }),
          ` ${view.t('state.contradiction').toLowerCase()}`,
        ),
      ),
      h(
        'p',
        null,
        h(
          'b',
          null,
          `${view.t('paper.fetched', { date: dateWords(view.now, 'time', view.language, true) })} ${view.t('paper.edition', { edition: view.plan.edition })}`,
        ),
        ` ${sentences.join(' ')}`,
      ),
    ),
  );
}
