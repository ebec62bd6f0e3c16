import type { FhirResource } from '@caecilia/fhir';
import { renderDocument } from '@caecilia/ui';
import { createElement as h } from 'react';
import { elementOf } from '../reading/element.ts';
import { NoticeLine, type Notices, TopBar } from './pageFrame.ts';
import type { View } from './view.ts';

/** Attachments are thousands of characters that nobody reads. */
const LONGEST = 2000;

interface Part {
  readonly path: string;
  readonly value: string;
}

/** Every value of a resource with its path, in the order in which it was recorded. */
function partsOf(value: unknown, path: string): readonly Part[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => partsOf(each, `${path}[${index}]`));
  const element = elementOf(value);
  if (element)
    return Object.entries(element).flatMap(([name, each]) =>
      partsOf(each, path === '' ? name : `${path}.${name}`),
    );
  return [{ path, value: String(value) }];
}

/** A resource as it stands in the record: every part, in order, without reading anything into it. */
export function renderOriginalPage(props: {
  readonly view: View;
  readonly patientId: string;
  readonly resource: FhirResource;
  readonly notices: Notices;
}): string {
  const { view, patientId, resource, notices } = props;
  const name = `${resource.resourceType}/${String(resource.id)}`;
  const rows = partsOf(resource, '').map(({ path, value }) =>
    h(
      'tr',
      { key: path },
      h('th', { scope: 'row' }, path),
      h(
        'td',
        { lang: '' },
        value.length > LONGEST ? view.t('original.tooLong', { length: value.length }) : value,
      ),
    ),
  );
  return renderDocument({
    language: view.language,
    title: view.t('page.title', { page: view.t('page.original'), name: resource.resourceType }),
    stylesheets: ['/assets/careplan/start.css'],
    children: [
      h('a', { key: 'skip', className: 'skip-link', href: '#original' }, view.t('skip.main')),
      h(TopBar, {
        key: 'bar',
        view,
        page: view.t('page.original'),
        path: `/care/patients/${patientId}/originals/${name}`,
      }),
      h(NoticeLine, { key: 'notice', view, notices }),
      h(
        'main',
        { key: 'main', className: 'page-width start', id: 'original' },
        h('h1', null, view.t('page.original')),
        h('p', { className: 'start__intro' }, view.t('original.intro')),
        h(
          'p',
          null,
          h(
            'a',
            { className: 'button', href: `/care/patients/${patientId}/emergency?lang=${view.language}` },
            view.t('original.back'),
          ),
        ),
        h(
          'table',
          { className: 'original' },
          h('caption', { className: 'small' }, name),
          h(
            'thead',
            null,
            h(
              'tr',
              null,
              h('th', { scope: 'col' }, view.t('original.where')),
              h('th', { scope: 'col' }, view.t('original.what')),
            ),
          ),
          h('tbody', null, rows),
        ),
      ),
    ],
  });
}
