import { type Page, Problem } from '@caecilia/kernel';
import { Actions, DayField, PostForm, readDay, typedDay, WhatIsWrong } from '@caecilia/ui';
import { createElement as h } from 'react';
import { DIRECTORY_TYPES, type DirectoryType } from '../directory/directory.ts';
import {
  readAffiliation,
  readEndpoint,
  readLocation,
  readOrganization,
  readProfessional,
  readRole,
  readService,
} from '../directory/reading.ts';
import { endEntry, resumeEntry } from '../directory/writing.ts';
import type { MessageKey } from '../messages.nl.ts';
import type { NetworkSettings } from '../settings.ts';
import { versionIn } from './entryPage.ts';
import { nameIn, pathOf } from './parts.ts';
import { type Asked, networkPage, type Posted, screen, seeDone } from './view.ts';

/** Asks once before an entry ends, and says what that does. Nothing is deleted. */
export function endPages(settings: NetworkSettings): readonly Page[] {
  return [
    networkPage(settings, 'directory', '/network/end/:type/:id', async (asked) => askEnd(asked), takeEnd),
  ];
}

const DATED: readonly DirectoryType[] = ['OrganizationAffiliation', 'PractitionerRole', 'Endpoint'];

interface Ending {
  readonly type: DirectoryType;
  readonly id: string;
  readonly versionId: number;
  readonly name: string;
  readonly active: boolean;
  /** Page to go back to. */
  readonly back: string;
  readonly dated: boolean;
}

async function endingOf({ view, visit, directory }: Asked): Promise<Ending> {
  const type = DIRECTORY_TYPES.find((each) => each === visit.params.type);
  if (!type) throw new Problem('not-found', 'There is no such type in the directory.');
  const version = await directory.get(type, visit.params.id ?? '');
  const { id, versionId } = version;
  const facts = await factsOf({ view, directory }, version);
  const back = facts.home === undefined ? undefined : pathOf(facts.home);
  return {
    type,
    id,
    versionId,
    name: facts.name ?? view.t('entry.unnamed'),
    active: facts.active,
    back: back ?? '/network',
    dated: DATED.includes(type),
  };
}

type Version = Parameters<typeof readOrganization>[0];

/** Name, whether it is in use, and the entry on whose page it stands. */
async function factsOf({ view, directory }: Pick<Asked, 'view' | 'directory'>, version: Version) {
  const { today } = view;
  const home = `${version.type}/${version.id}`;
  const named = async (reference: string | undefined) =>
    reference === undefined ? undefined : nameIn((await directory.names([reference])).get(reference), view);
  switch (version.type) {
    case 'Practitioner':
      return { ...readProfessional(version, today), home };
    case 'HealthcareService':
      return { ...readService(version, today), home };
    case 'PractitionerRole': {
      const { active, practitioner, organization, words } = readRole(version, today);
      return {
        active,
        home: practitioner,
        name: [words, await named(organization)].filter(Boolean).join(', '),
      };
    }
    case 'OrganizationAffiliation': {
      const { active, organization, participant } = readAffiliation(version, today);
      return {
        active,
        home: organization,
        name: (await Promise.all([organization, participant].map(named))).filter(Boolean).join(' – '),
      };
    }
    case 'Endpoint': {
      const { active, name, managedBy } = readEndpoint(version, today);
      return { active, name, home: managedBy };
    }
    case 'Location': {
      const { active, name, partOf } = readLocation(version, today);
      const services = partOf ? await directory.find('HealthcareService', [['location', partOf]]) : [];
      return { active, name, home: services[0] ? `HealthcareService/${services[0].id}` : undefined };
    }
    default:
      return { ...readOrganization(version, today), home };
  }
}

async function askEnd(asked: Asked, wrong?: { readonly typed: string; readonly error: string }) {
  const { view } = asked;
  const ending = await endingOf(asked);
  const errors = wrong ? { on: wrong.error } : {};
  const body: MessageKey = ending.active
    ? ending.dated
      ? 'end.dated'
      : `end.${bodyOf(ending.type)}`
    : 'end.resume';
  return screen(asked, {
    part:
      ending.type === 'Practitioner' || ending.type === 'PractitionerRole' ? 'professionals' : 'directory',
    title: view.t(ending.active ? 'end.title' : 'end.resumeTitle', { name: ending.name }),
    wrong: wrong !== undefined,
    children: [
      h(WhatIsWrong, { key: 'wrong', view, errors }),
      h(
        PostForm,
        {
          key: 'form',
          view,
          hidden: { version: String(ending.versionId), act: ending.active ? 'end' : 'resume' },
        },
        h('p', null, view.t(body)),
        ending.active && ending.dated
          ? h(DayField, {
              view,
              name: 'on',
              label: view.t('end.on'),
              value: wrong?.typed ?? typedDay(view.today),
              errors,
            })
          : null,
        h(Actions, {
          view,
          does: view.t(ending.active ? 'end.do' : 'end.doResume'),
          serious: ending.active,
          back: { href: ending.back, label: view.t('end.no') },
        }),
      ),
    ],
  });
}

function bodyOf(type: DirectoryType) {
  if (type === 'Organization') return 'organization';
  if (type === 'Practitioner') return 'professional';
  return type === 'Location' ? 'bed' : 'service';
}

async function takeEnd(posted: Posted) {
  const { view, fields, directory } = posted;
  const ending = await endingOf(posted);
  const typed = fields.on?.[0] ?? '';
  const on = ending.dated ? readDay(typed) : view.today;
  const resume = fields.act?.[0] === 'resume';
  if (!resume && on === undefined) return askEnd(posted, { typed, error: view.t('wrong.date') });
  await directory.change(ending.type, ending.id, versionIn(posted), (base) =>
    resume ? resumeEntry(base) : endEntry(base, on ?? view.today, view.today),
  );
  return seeDone(posted, ending.back, resume ? 'resumed' : 'ended');
}
