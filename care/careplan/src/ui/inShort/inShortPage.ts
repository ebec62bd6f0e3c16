import { EmergencyBanner, renderDocument } from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import type { InShort } from '../../inShort/inShort.ts';
import { Banners } from '../banners.ts';
import { PageAge, PaperFoot, Warnings } from '../emergencyPage.ts';
import { type Notices, scriptsFor, TopBar } from '../pageFrame.ts';
import { PatientHeader } from '../patientHeader.ts';
import type { PlanView } from '../view.ts';
import { InShortView } from './inShortView.ts';
import { inShortWords } from './words.ts';

/** What the page needs beside the plan in short. */
export interface InShortPageProps {
  readonly view: PlanView;
  readonly short: InShort;
  readonly notices: Notices;
  /** Address that tells whether this edition is the newest: on paper, a QR code. */
  readonly address: string;
  /** Instant at which it was fetched. */
  readonly fetched: string;
  readonly formToken: string;
  readonly readOnly: boolean;
}

const STYLES = ['plan', 'in-short', 'in-short-limits', 'in-short-paper', 'paper'].map(
  (name) => `/assets/careplan/${name}.css`,
);

/** The plan in short for who has no app at hand, and on one A4. */
export function renderInShortPage(props: InShortPageProps): string {
  const { view, short, notices, address, fetched } = props;
  const s = inShortWords(view.language);
  const { patient } = view.plan;
  const path = `/care/patients/${patient.id}/in-short`;
  const page = `${s('title')}, ${s(`setting.${short.setting}`)}`;
  return renderDocument({
    language: view.language,
    title: view.t('page.title', { page: s('title'), name: patient.name ?? view.t('patient.unnamed') }),
    stylesheets: short.emergencyUntil === undefined ? STYLES : [...STYLES, '/assets/ui/screens.css'],
    scripts: scriptsFor(view, ['/assets/careplan/page.js']),
    children: [
      h('a', { key: 'skip', className: 'skip-link', href: '#limits-title' }, view.t('skip.limits')),
      h(TopBar, { key: 'bar', view, page, path, moment: true, print: true }),
      h(
        'main',
        { key: 'main', 'data-fetched': fetched },
        h(PatientHeader, { view }),
        h(ByEmergency, props),
        h(
          'div',
          { className: 'page-width' },
          h(PageAge, { view }),
          h(Warnings, { view, scanned: undefined }),
          h(Banners, { view }),
          h(InShortView, { short, view }),
          h(PaperFoot, { view, address, notices }),
          h('p', { className: 'foot' }, footWords(props)),
        ),
      ),
    ],
  });
}

function ByEmergency({ view, short, formToken, readOnly }: InShortPageProps): ReactElement | null {
  const { emergencyUntil: until } = short;
  if (until === undefined) return null;
  return h(EmergencyBanner, {
    view: { language: view.language, formToken },
    until,
    readOnly,
    endPath: `/care/patients/${view.plan.patient.id}/emergency-access`,
  });
}

function footWords({ view, notices }: InShortPageProps): string {
  return [
    view.t('foot.logged'),
    view.t('paper.edition', { edition: view.plan.edition }),
    ...(notices.demo ? [view.t('notice.demo')] : []),
    ...(notices.embedded ? [view.t('notice.embedded')] : []),
  ].join(' ');
}
