import { describe, expect, it } from 'vitest';
import { criteriaOf, refusal, registry } from '../../../testing/r4-search.ts';
import type { Criterion } from '../query.ts';
import type { SearchContext } from './search-context.ts';

function only(address: string, more: Partial<SearchContext> = {}): Criterion {
  const [criterion = { kind: 'never' }, ...others] = criteriaOf(address, more);
  expect(others).toEqual([]);
  return criterion;
}

describe('a chain', () => {
  it('goes to every type the reference may point at and that knows what is asked', () => {
    const criterion = only('DiagnosticReport?subject.identifier=x');
    const targets = registry.get('DiagnosticReport', 'subject')?.targets;
    expect(targets).toEqual(expect.arrayContaining(['Patient', 'Group', 'Device', 'Location']));
    expect(criterion.kind === 'chain' && criterion.targets.map(({ type }) => type)).toEqual(targets);
    expect(only('DiagnosticReport?subject.birthdate=2000')).toMatchObject({ targets: [{ type: 'Patient' }] });
  });

  it('goes to one type when it says so, and takes a modifier on its last part', () => {
    expect(only('DiagnosticReport?subject:Patient.name:exact=Peter')).toMatchObject({
      kind: 'chain',
      targets: [{ type: 'Patient', criterion: { kind: 'string', match: 'exact', anyOf: ['Peter'] } }],
    });
    expect(only('Encounter?reason-reference:Procedure.code=http://snomed.info/sct|713603004')).toMatchObject({
      targets: [{ type: 'Procedure', criterion: { kind: 'token' } }],
    });
  });

  it('may have several steps, up to a limit', () => {
    expect(only('Patient?organization.partof.name=x')).toMatchObject({
      kind: 'chain',
      targets: [{ type: 'Organization', criterion: { kind: 'chain' } }],
    });
    const deep = `Organization?${'partof.'.repeat(6)}name=x`;
    expect(refusal(deep).code).toBe('too-costly');
    expect(only(deep, { limits: { chainDepth: 6 } }).kind).toBe('chain');
  });

  it('is refused where no type it may lead to knows the parameter', () => {
    expect(refusal('Observation?patient.nothing=x')).toMatchObject({ code: 'invalid' });
    expect(refusal('Observation?code.name=x')).toMatchObject({ code: 'invalid' });
    expect(refusal('Observation?subject:Nobody.name=x')).toMatchObject({ code: 'invalid' });
    expect(refusal('Observation?patient.birthdate=soon')).toMatchObject({
      code: 'value',
      expression: 'patient.birthdate',
    });
  });

  it('may end in a composite', () => {
    expect(
      only(
        'DiagnosticReport?result.code-value-quantity=http://loinc.org|2823-3$gt5.4|http://unitsofmeasure.org|mmol/L',
      ),
    ).toMatchObject({
      targets: [
        {
          type: 'Observation',
          criterion: {
            kind: 'composite',
            anyOf: [
              [
                { kind: 'token', anyOf: [{ system: 'http://loinc.org', code: '2823-3' }] },
                { kind: 'quantity', anyOf: [{ prefix: 'gt', unit: 'mmol/L' }] },
              ],
            ],
          },
        },
      ],
    });
  });
});

describe('_has', () => {
  it('asks it of the resources that point here, nested and in chains', () => {
    expect(only('Patient?_has:Observation:patient:code=123,456')).toMatchObject({
      kind: 'has',
      type: 'Observation',
      criterion: { kind: 'token', anyOf: [{ code: '123' }, { code: '456' }] },
    });
    expect(only('Patient?_has:Observation:patient:_has:AuditEvent:entity:agent=MyUserId')).toMatchObject({
      criterion: { kind: 'has', type: 'AuditEvent', criterion: { kind: 'reference' } },
    });
    expect(only('Encounter?patient._has:Group:member:_id=102')).toMatchObject({
      kind: 'chain',
      targets: [{ type: 'Patient', criterion: { kind: 'has', criterion: { kind: 'id', anyOf: ['102'] } } }],
    });
  });

  it.each([
    'Patient?_has:Nobody:patient:code=1',
    'Patient?_has:Observation:code:code=1',
    'Patient?_has:Observation:patient=1',
    'Patient?_has:Observation:patient:nothing=1',
  ])('is refused when it is not complete or not a reference: %s', (address) => {
    expect(refusal(address).code).toBe('invalid');
  });

  it('is refused where the reference never points at what is searched', () => {
    expect(refusal('Practitioner?_has:Observation:patient:code=1').code).toBe('value');
  });

  it('answers _list, whose items are what a list points at', () => {
    expect(only('Patient?_list=42')).toMatchObject({
      kind: 'has',
      type: 'List',
      param: { code: 'item' },
      criterion: { kind: 'id', anyOf: ['42'] },
    });
    expect(refusal('AllergyIntolerance?_list=$current-allergies').code).toBe('not-supported');
  });
});

describe('a composite', () => {
  it('joins its parts by $, all of them', () => {
    expect(only('Observation?component-code-value-quantity=http://loinc.org|8480-6$lt60')).toMatchObject({
      kind: 'composite',
      anyOf: [[{ kind: 'token' }, { kind: 'quantity', anyOf: [{ prefix: 'lt', low: 60 }] }]],
    });
    expect(only('Group?characteristic-value=gender$mixed,owner$Eve')).toMatchObject({
      anyOf: [
        [{ anyOf: [{ code: 'gender' }] }, { anyOf: [{ code: 'mixed' }] }],
        [{ anyOf: [{ code: 'owner' }] }, { anyOf: [{ code: 'Eve' }] }],
      ],
    });
    expect(refusal('Group?characteristic-value=gender').code).toBe('value');
    expect(refusal('Group?characteristic-value=gender$').code).toBe('value');
  });
});
