import { describe, expect, it } from 'vitest';
import { RorRecordError, readRegistryLine } from './index.ts';

describe('a line of a registry file', () => {
  it('may be an organisation of which only the name is known, with a country and a type or without', () => {
    const line = {
      id: '0aaaaaa42',
      labels: ['Wolkendam'],
      country_code: 'nl',
      type: 'education',
      src: ['x'],
    };
    const { organisation, nameOnly } = readRegistryLine(line);
    expect(nameOnly).toBe(true);
    expect(organisation).toMatchObject({
      id: 'https://ror.org/0aaaaaa42',
      places: [{ countryCode: 'NL' }],
      types: ['education'],
    });
    expect(
      readRegistryLine({ id: '0aaaaaa42', labels: ['x'], country_code: null }).organisation.places,
    ).toEqual([]);
  });

  it('is refused where it is neither that nor a record', () => {
    expect(() => readRegistryLine({ id: '0aaaaaa42' })).toThrow(RorRecordError);
    expect(() => readRegistryLine({ id: '0aaaaaa42', labels: [] })).toThrow(
      'labels: should have at least one name',
    );
    expect(() => readRegistryLine([])).toThrow('should be an object');
  });
});
