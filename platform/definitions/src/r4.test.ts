import { describe, expect, it } from 'vitest';
import { readGenerated } from './generated-file.ts';
import { r4Definitions } from './index.ts';

describe('the R4 definitions', () => {
  const definitions = r4Definitions();

  it('hold every data type and resource of FHIR 4.0.1, each with a snapshot', () => {
    const concrete = definitions.structures.filter((each) => each.kind === 'resource' && !each.abstract);
    expect(concrete).toHaveLength(146);
    expect(definitions.structures.every((each) => (each.snapshot?.element.length ?? 0) > 0)).toBe(true);
  });

  it('keep what validation needs: invariants, bindings, regular expressions and the best-practice mark', () => {
    const observation = definitions.structures.find((each) => each.name === 'Observation');
    const root = observation?.snapshot?.element[0];
    expect(root?.constraint?.find((each) => each.key === 'obs-6')).toMatchObject({
      severity: 'error',
      expression: 'dataAbsentReason.empty() or value.empty()',
    });
    const narrative = root?.constraint?.find((each) => each.key === 'dom-6');
    expect(narrative?.extension?.[0]?.valueBoolean).toBe(true);
    const status = observation?.snapshot?.element.find((each) => each.path === 'Observation.status');
    expect(status).toMatchObject({ isModifier: true, binding: { strength: 'required' } });
    const date = definitions.structures.find((each) => each.name === 'date');
    const regex = date?.snapshot?.element.find((each) => each.path === 'date.value')?.type?.[0]?.extension;
    expect(regex?.some((each) => each.url.endsWith('/regex'))).toBe(true);
  });

  it('hold the official search parameters and the five compartments', () => {
    expect(definitions.searchParameters).toHaveLength(1377);
    expect(definitions.compartments.map((each) => each.code).sort()).toEqual([
      'Device',
      'Encounter',
      'Patient',
      'Practitioner',
      'RelatedPerson',
    ]);
  });

  it('find value sets and code systems by address, v2 and v3 tables included', () => {
    expect(
      definitions.valueSet('http://hl7.org/fhir/ValueSet/observation-status')?.compose?.include,
    ).toHaveLength(1);
    expect(definitions.codeSystem('http://hl7.org/fhir/observation-status')?.concept?.[0]?.code).toBe(
      'registered',
    );
    expect(definitions.codeSystem('http://terminology.hl7.org/CodeSystem/v3-ActCode')?.content).toBe(
      'complete',
    );
    expect(definitions.valueSet('http://example.org/ValueSet/unknown')).toBeUndefined();
  });

  it('hold the profiles and extensions R4 itself publishes', () => {
    expect(definitions.profiles().some((each) => each.id === 'vitalsigns')).toBe(true);
    expect(definitions.profiles().some((each) => each.id === 'data-absent-reason')).toBe(true);
  });

  it('say what to do where they are not built', () => {
    expect(() => readGenerated('absent.json')).toThrow(/absent\.json is absent; run npm run build/);
  });
});
