import { LANGUAGES, LineIcon, renderDocument, type Translate } from '@caecilia/ui';
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import { documentWords } from './documentWords.ts';
import { NoticeLine, type Notices, scriptsFor, TopBar } from './pageFrame.ts';
import type { PlanView } from './view.ts';

/** What can be printed and taken along of one plan. */
export interface DocumentsPageProps {
  readonly view: PlanView;
  readonly patientId: string;
  readonly notices: Notices;
  readonly kept: 'nothing' | 'something' | 'agreement';
  /** Nothing but an emergency opens the record for who looks. */
  readonly byEmergency: boolean;
  /** Versions in which the record is given; none where it is not. */
  readonly versions: readonly { readonly id: string; readonly name: string; readonly unclaimed: number }[];
}

type Words = Translate<Parameters<ReturnType<typeof documentWords>>[0]>;
interface Part extends DocumentsPageProps {
  readonly t: Words;
}

/** The page from which documents are printed and downloaded. Plain links: it works without a script. */
export function renderDocumentsPage(props: DocumentsPageProps): string {
  const { view, patientId, notices } = props;
  const part: Part = { ...props, t: documentWords(view.language) };
  const { t } = part;
  const path = `/care/patients/${patientId}/documents`;
  const name = view.plan.patient.name ?? view.t('patient.unnamed');
  return renderDocument({
    language: view.language,
    title: view.t('page.title', { page: t('title'), name }),
    stylesheets: ['/assets/careplan/start.css', '/assets/careplan/plain.css'],
    scripts: scriptsFor(view),
    children: [
      h('a', { key: 'skip', className: 'skip-link', href: '#content' }, view.t('skip.main')),
      h(TopBar, { key: 'bar', view, page: t('title'), path }),
      h(NoticeLine, { key: 'notice', view, notices }),
      h(
        'main',
        { key: 'main', className: 'page-width plain', id: 'content', tabIndex: -1 },
        h('h1', null, t('title')),
        h('p', { className: 'plain__who' }, h('b', null, name)),
        h('p', { className: 'plain__intro' }, t('intro')),
        h(Warnings, part),
        ...documents(part, path),
        h(
          'p',
          { className: 'plain__section' },
          h(
            'a',
            { className: 'button', href: `/care/patients/${patientId}/emergency?lang=${view.language}` },
            t('back'),
          ),
        ),
      ),
    ],
  });
}

function Warnings({ t, kept, byEmergency, versions }: Part): ReactElement | null {
  const said = [
    ...(byEmergency ? [t('emergencyOnly')] : []),
    ...(kept === 'agreement' ? [t('confidential.limit')] : []),
    ...(kept === 'something' ? [t('confidential')] : []),
    ...versions
      .filter(({ unclaimed }) => unclaimed > 0)
      .map(({ name, unclaimed }) =>
        unclaimed === 1
          ? t('unclaimed.one', { version: name })
          : t('unclaimed.many', { version: name, count: unclaimed }),
      ),
  ];
  return said.length === 0
    ? null
    : h(
        'div',
        { className: 'documents__warnings' },
        said.map((words) => h('p', { key: words, className: 'documents__warning' }, words)),
      );
}

function documents(part: Part, path: string): readonly ReactElement[] {
  const { t, view, versions } = part;
  const own = `lang=${view.language}`;
  return [
    section('emergency', part, [link(`${path}/emergency/download?${own}`, t('pdf'), t('emergency'))]),
    section(
      'plain',
      part,
      LANGUAGES.map((language) =>
        link(`${path}/plain/download?lang=${language}`, t(`plain.${language}`), t('plain'), language),
      ),
    ),
    ...(versions.length === 0
      ? []
      : [
          section(
            'record',
            part,
            versions.map(({ id, name }) =>
              link(
                `${path}/record/download?${own}&version=${id}`,
                t('of.version', { what: 'PDF/A-3', version: name }),
                t('record'),
              ),
            ),
          ),
          section(
            'bundle',
            part,
            versions.flatMap(({ id, name }) =>
              ['JSON', 'XML'].map((format) =>
                link(
                  `${path}/bundle/download?${own}&version=${id}&format=${format.toLowerCase()}`,
                  t('of.version', { what: format, version: name }),
                  t('bundle'),
                ),
              ),
            ),
          ),
        ]),
  ];
}

function section(
  id: 'emergency' | 'plain' | 'record' | 'bundle',
  { t }: Part,
  links: readonly ReactNode[],
): ReactElement {
  return h(
    'section',
    { key: id, className: 'plain__section', 'aria-labelledby': `document-${id}` },
    h('h2', { id: `document-${id}` }, t(id)),
    h('p', null, t(`${id}.what`)),
    h('ul', { className: 'documents__links' }, links),
  );
}

/** What is fetched, after what it is of for who hears links one by one. */
function link(href: string, words: string, of: string, hrefLang?: string): ReactElement {
  return h(
    'li',
    { key: href },
    h(
      'a',
      { className: 'button', href, download: true, hrefLang },
      h(LineIcon, { name: 'download' }),
      ' ',
      h('span', { className: 'visually-hidden' }, `${of}: `),
      words,
    ),
  );
}
