import { r4Definitions } from '@caecilia/definitions';
import { describe, expect, it } from 'vitest';
import { createModel } from './model.ts';

describe('the R4 model', () => {
  const model = createModel(r4Definitions());

  it('knows every resource type that can be instantiated', () => {
    expect(model.resourceTypes.size).toBe(146);
    expect(model.resourceTypes.has('Consent')).toBe(true);
    expect(model.resourceTypes.has('DomainResource')).toBe(false);
  });

  it('names one JSON property per type of a choice element', () => {
    const value = model.type('Observation')?.elementByName.get('value');
    expect(value?.isChoice).toBe(true);
    expect(value?.properties.map((each) => each.name)).toContain('valueCodeableConcept');
    const property = model.type('Observation')?.propertyByName.get('valueDateTime');
    expect(property).toMatchObject({ type: 'dateTime', isPrimitive: true });
    expect(property?.element).toBe(value);
  });

  it('gives nested elements a type of their own, named by path', () => {
    expect(model.type('Observation')?.elementByName.get('component')?.properties[0]?.type).toBe(
      'Observation.component',
    );
    expect(model.isA('Observation.component', 'BackboneElement')).toBe(true);
    expect(model.isA('Timing.repeat', 'BackboneElement')).toBe(false);
  });

  it('resolves a content reference to the nested element it names', () => {
    expect(model.type('Questionnaire.item')?.elementByName.get('item')?.properties[0]?.type).toBe(
      'Questionnaire.item',
    );
    expect(
      model.type('Observation.component')?.elementByName.get('referenceRange')?.properties[0]?.type,
    ).toBe('Observation.referenceRange');
  });

  it('knows what specialises what', () => {
    expect(model.isA('code', 'string')).toBe(true);
    expect(model.isA('Age', 'Quantity')).toBe(true);
    expect(model.isA('Patient', 'Resource')).toBe(true);
    expect(model.isA('string', 'code')).toBe(false);
    expect(model.isA('unknown', 'Element')).toBe(false);
  });

  it('tells lists from single elements by the base definition, and attributes from elements in XML', () => {
    const patient = model.type('Patient');
    expect(patient?.elementByName.get('name')?.isList).toBe(true);
    expect(patient?.elementByName.get('birthDate')?.isList).toBe(false);
    expect(patient?.elementByName.get('id')).toMatchObject({ xml: 'element', properties: [{ type: 'id' }] });
    expect(model.type('Extension')?.elementByName.get('url')?.xml).toBe('attribute');
    expect(model.type('HumanName')?.elementByName.get('id')).toMatchObject({
      xml: 'attribute',
      properties: [{ type: 'string' }],
    });
    expect(model.type('Narrative')?.elementByName.get('div')?.xml).toBe('xhtml');
  });

  it('has a known type for every element', () => {
    const unknown = [...model.types.values()].flatMap((type) =>
      type.elements.flatMap((each) => each.properties).filter((each) => !model.type(each.type)),
    );
    expect(unknown).toEqual([]);
  });
});
