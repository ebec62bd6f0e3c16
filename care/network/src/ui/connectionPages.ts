import type { Page } from '@caecilia/kernel';
import { AFFILIATION_ROLES, type AffiliationDraft, type EndpointDraft } from '../directory/entries.ts';
import { readEndpoint } from '../directory/reading.ts';
import { writeAffiliation, writeEndpoint } from '../directory/writing.ts';
import type { NetworkSettings } from '../settings.ts';
import { belongingTo } from './belongingTo.ts';
import { typedOf, type Values } from './entryForm.ts';
import { type EntryForm, formScreen, need, pick, takeForm, versionIn } from './entryPage.ts';
import { organizationChoices } from './parts.ts';
import { affiliationFields, ENDPOINT_FIELDS } from './specs.ts';
import { type Asked, networkPage, type Posted, seeDone } from './view.ts';

const ORGANIZATIONS = '/network/organizations';

/** With whom an organisation works, and where machines reach it. */
export function connectionPages(settings: NetworkSettings): readonly Page[] {
  const page = networkPage.bind(undefined, settings, 'directory');
  return [
    page(
      `${ORGANIZATIONS}/:id/affiliations/new`,
      async (asked) => formScreen(asked, await newAffiliation(asked)),
      addAffiliation,
    ),
    page(
      `${ORGANIZATIONS}/:id/endpoints/new`,
      async (asked) => formScreen(asked, await newEndpoint(asked)),
      addEndpoint,
    ),
    page(
      '/network/endpoints/:id/edit',
      async (asked) => formScreen(asked, (await editEndpoint(asked)).form),
      changeEndpoint,
    ),
  ];
}

async function newAffiliation(asked: Asked): Promise<EntryForm> {
  const { own, above, back, part } = await belongingTo(asked);
  const choices = await organizationChoices(asked.directory, asked.view);
  const specs = affiliationFields(
    asked.view,
    choices.filter(({ value }) => value !== own),
  );
  return { above, back, part, title: asked.view.t('affiliations.new'), specs, typed: {} };
}

async function addAffiliation(posted: Posted) {
  const { own, back } = await belongingTo(posted);
  return takeForm(posted, await newAffiliation(posted), {
    save: async (values) => {
      const role = AFFILIATION_ROLES.find((each) => each === values.role) ?? 'other';
      const draft: AffiliationDraft = {
        organization: own,
        participant: need(values, 'participant'),
        role,
        ...pick(values, ['from', 'until']),
      };
      await posted.directory.add(writeAffiliation(draft));
      return seeDone(posted, `${back}#affiliations`, 'added');
    },
  });
}

async function newEndpoint(asked: Asked): Promise<EntryForm> {
  const { above, back, part } = await belongingTo(asked);
  return { above, back, part, title: asked.view.t('endpoints.new'), specs: ENDPOINT_FIELDS, typed: {} };
}

function endpointDraft(values: Values, managedBy: string): EndpointDraft {
  return {
    name: need(values, 'name'),
    address: need(values, 'address'),
    managedBy,
    ...pick(values, ['from', 'until']),
  };
}

async function addEndpoint(posted: Posted) {
  const { own, back } = await belongingTo(posted);
  return takeForm(posted, await newEndpoint(posted), {
    save: async (values) => {
      await posted.directory.add(writeEndpoint(endpointDraft(values, own)));
      return seeDone(posted, `${back}#endpoints`, 'added');
    },
  });
}

async function editEndpoint({ view, visit, directory }: Asked) {
  const entry = readEndpoint(await directory.get('Endpoint', visit.params.id ?? ''), view.today);
  const form: EntryForm = {
    part: 'directory',
    title: view.t('entry.change', { name: entry.name ?? view.t('entry.unnamed') }),
    specs: ENDPOINT_FIELDS,
    typed: typedOf(ENDPOINT_FIELDS, { ...entry }),
    versionId: entry.versionId,
    back: entry.managedBy?.replace('Organization/', `${ORGANIZATIONS}/`) ?? '/network',
  };
  return { form, entry };
}

async function changeEndpoint(posted: Posted) {
  const { form, entry } = await editEndpoint(posted);
  return takeForm(posted, form, {
    save: async (values) => {
      await posted.directory.change('Endpoint', entry.id, versionIn(posted), (base) =>
        writeEndpoint(endpointDraft(values, entry.managedBy ?? ''), base),
      );
      return seeDone(posted, form.back, 'saved');
    },
  });
}
