import type { Page } from '@caecilia/kernel';
import { Actions, Lines, PostForm, Section, TextField } from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import {
  type LocationEntry,
  SERVICE_TYPES,
  type ServiceDraft,
  type ServiceEntry,
} from '../directory/entries.ts';
import { readLocation, readService } from '../directory/reading.ts';
import { writeLocation, writeService } from '../directory/writing.ts';
import type { NetworkSettings } from '../settings.ts';
import { belongingTo } from './belongingTo.ts';
import { type FieldSpec, type Filled, readFields, typedOf, type Values } from './entryForm.ts';
import { type EntryForm, formScreen, need, pick, takeForm, versionIn } from './entryPage.ts';
import { About, Act, lineOf, Name, nameIn, Past, Wrong } from './parts.ts';
import { serviceFields } from './specs.ts';
import { type Asked, type NetworkView, networkPage, type Posted, screen, seeDone } from './view.ts';

const ORGANIZATIONS = '/network/organizations';

/** What an organisation offers (services, beds), with whom it works, and where machines reach it. */
export function servicePages(settings: NetworkSettings): readonly Page[] {
  const page = networkPage.bind(undefined, settings, 'directory');
  return [
    page(
      `${ORGANIZATIONS}/:id/services/new`,
      async (asked) => formScreen(asked, await newService(asked)),
      addService,
    ),
    page('/network/services/:id', async (asked) => showService(asked), addBed),
    page(
      '/network/services/:id/edit',
      async (asked) => formScreen(asked, (await editService(asked)).form),
      changeService,
    ),
  ];
}

async function newService(asked: Asked): Promise<EntryForm> {
  const { above, back, part } = await belongingTo(asked);
  return {
    above,
    back,
    part,
    title: asked.view.t('services.new'),
    specs: serviceFields(asked.view),
    typed: {},
  };
}

function serviceDraft(values: Values, providedBy: string): ServiceDraft {
  const type = SERVICE_TYPES.find((each) => each === values.type) ?? 'other';
  return { name: need(values, 'name'), type, providedBy, ...pick(values, ['phone', 'comment']) };
}

async function addService(posted: Posted) {
  const { directory } = posted;
  const { own } = await belongingTo(posted);
  return takeForm(posted, await newService(posted), {
    save: async (values) => {
      const id = await directory.add(writeService(serviceDraft(values, own)));
      return seeDone(posted, `/network/services/${id}`, 'added');
    },
  });
}

async function editService({ view, visit, directory }: Asked) {
  const entry = readService(await directory.get('HealthcareService', visit.params.id ?? ''), view.today);
  const specs = serviceFields(view);
  const form: EntryForm = {
    part: 'directory',
    title: view.t('entry.change', { name: entry.name }),
    specs,
    typed: typedOf(specs, { ...entry }),
    versionId: entry.versionId,
    back: `/network/services/${entry.id}`,
  };
  return { form, entry };
}

async function changeService(posted: Posted) {
  const { directory, visit } = posted;
  const { form, entry } = await editService(posted);
  return takeForm(posted, form, {
    save: async (values) => {
      await directory.change('HealthcareService', visit.params.id ?? '', versionIn(posted), (base) =>
        writeService(
          {
            ...serviceDraft(values, entry.providedBy ?? ''),
            ...(entry.location === undefined ? {} : { location: entry.location }),
          },
          base,
        ),
      );
      return seeDone(posted, form.back, 'saved');
    },
  });
}

const BED: readonly FieldSpec[] = [{ name: 'bed', label: 'field.bed', hint: 'field.bed.hint', kind: 'text' }];

async function showService(asked: Asked, filled?: Filled) {
  const { view, visit, directory } = asked;
  const entry = readService(await directory.get('HealthcareService', visit.params.id ?? ''), view.today);
  const beds = await bedsOf(asked, entry);
  const names = await directory.names([entry.providedBy]);
  const provider = entry.providedBy ? nameIn(names.get(entry.providedBy), view) : undefined;
  return screen(asked, {
    part: 'directory',
    title: entry.name,
    wrong: filled !== undefined,
    above: h(Name, { view, reference: entry.providedBy, name: provider }),
    children: [
      h(Wrong, { key: 'wrong', view, filled }),
      h(AboutService, { key: 'facts', view, entry }),
      entry.type === 'hospice' ? h(Beds, { key: 'beds', view, beds, filled }) : null,
    ],
  });
}

/** Beds stand in the site of the service. */
async function bedsOf({ view, directory }: Asked, entry: ServiceEntry): Promise<readonly LocationEntry[]> {
  if (entry.location === undefined) return [];
  const places = await directory.find('Location', [
    ['partof', entry.location],
    ['_sort', 'name'],
  ]);
  return places.map((each) => readLocation(each, view.today)).filter(({ kind }) => kind === 'bed');
}

function AboutService({
  view,
  entry,
}: {
  readonly view: NetworkView;
  readonly entry: ServiceEntry;
}): ReactElement {
  return h(About, {
    view,
    active: entry.active,
    edit: `/network/services/${entry.id}/edit`,
    end: `/network/end/HealthcareService/${entry.id}`,
    facts: [
      [
        view.t('field.serviceType'),
        entry.type ? view.t(`service.${entry.type}`) : view.t('entry.typeUnknown'),
      ],
      [view.t('entry.state'), entry.active ? view.t('entry.active') : h(Past, { view, active: false })],
      [view.t('field.phone'), entry.phone],
      [view.t('field.comment'), entry.comment],
    ],
  });
}

function Beds(props: {
  readonly view: NetworkView;
  readonly beds: readonly LocationEntry[];
  readonly filled: Filled | undefined;
}): ReactElement {
  const { view, beds, filled } = props;
  const inUse = beds.filter(({ active }) => active).length;
  return h(
    Section,
    { id: 'beds', title: view.t('beds.title', { count: inUse }), intro: view.t('beds.intro') },
    h(Lines, {
      none: view.t('beds.none'),
      lines: beds.map((bed) => {
        const name = bed.name ?? view.t('entry.unnamed');
        const href = `/network/end/Location/${bed.id}`;
        return {
          key: bed.id,
          past: !bed.active,
          line: lineOf({
            icon: 'bed',
            name,
            when: h(Past, { view, active: bed.active }),
            acts: h(Act, { view, href, label: view.t(bed.active ? 'entry.stop' : 'entry.resume'), of: name }),
          }),
        };
      }),
    }),
    h(
      PostForm,
      { view, label: view.t('beds.add') },
      h(TextField, {
        view,
        name: 'bed',
        label: view.t('field.bed'),
        hint: view.t('field.bed.hint'),
        value: filled?.typed.bed,
        errors: filled?.errors ?? {},
      }),
      h(Actions, { view, does: view.t('beds.add') }),
    ),
  );
}

async function addBed(posted: Posted) {
  const { view, visit, directory, session } = posted;
  const version = await directory.get('HealthcareService', visit.params.id ?? '');
  const entry = readService(version, view.today);
  const filled = readFields(BED, posted.fields, view);
  const name = filled.values.bed;
  if (name === undefined || entry.providedBy === undefined) return showService(posted, filled);
  const managedBy = entry.providedBy;
  // The site and the first bed come together, or not at all.
  await session.transaction(async (transaction) => {
    let site = entry.location;
    if (site === undefined) {
      const id = transaction.newId('Location');
      site = `Location/${id}`;
      const place = writeLocation({ name: entry.name, kind: 'site', managedBy });
      const service = directory.edited(version, (base) =>
        writeService(
          { ...entry, type: entry.type ?? 'other', providedBy: managedBy, location: `Location/${id}` },
          base,
        ),
      );
      await transaction.write([
        { kind: 'create', id, resource: place },
        { kind: 'update', id: entry.id, ifMatch: entry.versionId, resource: service },
      ]);
    }
    await transaction.write([
      { kind: 'create', resource: writeLocation({ name, kind: 'bed', managedBy, partOf: site }) },
    ]);
  });
  return seeDone(posted, `/network/services/${entry.id}#beds`, 'added');
}
