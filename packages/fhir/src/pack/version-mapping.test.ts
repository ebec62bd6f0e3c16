import { r4Definitions } from '@caecilia/definitions';
import { describe, expect, it } from 'vitest';
import { createModel } from '../model/model.ts';
import { convertVersion, type VersionMapping } from './version-mapping.ts';

const model = createModel(r4Definitions());

const mapping: VersionMapping = {
  to: { name: 'example', version: '2' },
  canonicals: {
    'https://a.example/StructureDefinition/Notice': 'https://b.example/StructureDefinition/Request',
    'https://a.example/StructureDefinition/Goal': 'https://b.example/StructureDefinition/Goal',
    'https://a.example/StructureDefinition/ext': 'https://b.example/StructureDefinition/ext',
  },
  changes: [
    { profile: 'https://a.example/StructureDefinition/Goal', add: { category: [{ text: 'added' }] } },
    {
      profile: 'https://a.example/StructureDefinition/Notice',
      resourceType: 'CommunicationRequest',
      moves: [
        { from: 'topic', to: 'category', as: 'list' },
        { from: 'sent', to: 'authoredOn' },
        { from: 'sender', to: 'requester' },
        { from: 'recipient', to: 'sender', as: 'first' },
      ],
      codes: { status: { completed: 'active' } },
    },
  ],
};

describe('a record in another version of its standard', () => {
  it('names the addresses of that version, also in extensions and with a version behind them', () => {
    const goal = {
      resourceType: 'Goal',
      meta: { profile: ['https://a.example/StructureDefinition/Goal|1'] },
      extension: [
        { url: 'https://a.example/StructureDefinition/ext', valueString: 'x' },
        { url: 'https://other.example/e' },
      ],
      category: [{ text: 'own' }],
    };
    const { resource, lost } = convertVersion(goal, mapping, model);
    expect(lost).toEqual([]);
    expect(resource).toEqual({
      resourceType: 'Goal',
      meta: { profile: ['https://b.example/StructureDefinition/Goal'] },
      extension: [
        { url: 'https://b.example/StructureDefinition/ext', valueString: 'x' },
        { url: 'https://other.example/e' },
      ],
      category: [{ text: 'own' }],
    });
    expect(goal.meta.profile).toEqual(['https://a.example/StructureDefinition/Goal|1']);
  });

  it('gets what that version asks for, where it is absent', () => {
    const goal = { resourceType: 'Goal', meta: { profile: ['https://a.example/StructureDefinition/Goal'] } };
    expect(convertVersion(goal, mapping, model).resource).toMatchObject({ category: [{ text: 'added' }] });
  });

  it('becomes another type, its elements under their other names', () => {
    const { resource, lost } = convertVersion(
      {
        resourceType: 'Communication',
        meta: { profile: ['https://a.example/StructureDefinition/Notice'] },
        status: 'completed',
        topic: { text: 't' },
        sent: '2020-10-01',
        _sent: { id: 's' },
        sender: { reference: 'PractitionerRole/1' },
        recipient: [{ reference: 'Patient/1' }],
      },
      mapping,
      model,
    );
    expect(resource).toEqual({
      resourceType: 'CommunicationRequest',
      meta: { profile: ['https://b.example/StructureDefinition/Request'] },
      status: 'active',
      category: [{ text: 't' }],
      authoredOn: '2020-10-01',
      _authoredOn: { id: 's' },
      requester: { reference: 'PractitionerRole/1' },
      sender: { reference: 'Patient/1' },
    });
    expect(lost).toEqual([]);
  });

  it('tells what has no place there: elements that version does not have, and all but the first', () => {
    const { resource, lost } = convertVersion(
      {
        resourceType: 'Communication',
        meta: { profile: ['https://a.example/StructureDefinition/Notice'] },
        received: '2020-10-02',
        recipient: [{ reference: 'Patient/1' }, { reference: 'RelatedPerson/1' }],
      },
      mapping,
      model,
    );
    expect(lost).toEqual(['Communication.received', 'Communication.recipient']);
    expect(resource).not.toHaveProperty('received');
  });

  it('stays as it is when it claims no profile of the standard', () => {
    const patient = { resourceType: 'Patient', active: true };
    expect(convertVersion(patient, mapping, model)).toEqual({ resource: patient, lost: [] });
  });
});
