import { describe, expect, it } from 'vitest';
import { keyOf, sharedSurname, surnamesOf } from './surname.ts';

describe('a family name', () => {
  it.each([
    ['van der Berg', ['van der berg']],
    ['Berg, van der', ['van der berg']],
    ["in 't Veld", ['in t veld']],
    ['’t Hooft', ['t hooft']],
    ['Jansen-de Vries', ['jansen', 'de vries']],
    ['Jansen – Smit', ['jansen', 'smit']],
    ['Müller', ['muller']],
    ['Bruijn', ['bruyn']],
    ['De', ['de']],
  ])('%s is counted as %j', (name, expected) => {
    expect(surnamesOf(name).map(keyOf)).toEqual(expected);
  });

  it.each([
    ['van der Berg', 'VAN DER BERG', { name: 'van der berg', exact: true }],
    ['v.d. Berg', 'van den Berg', { name: 'van den berg', exact: true }],
    ['van der Berg', 'van den Berg', { name: 'berg', exact: false }],
    ['Berg', 'van den Berg', { name: 'berg', exact: false }],
    ['Smit', 'Jansen-Smit', { name: 'smit', exact: true }],
    ['De Bruijn', 'de Bruyn', { name: 'de bruyn', exact: true }],
    ['Smit', 'Smits', undefined],
    ['de Boer', 'de Boerke', undefined],
  ])('%s and %s share %j', (one, other, expected) => {
    expect(sharedSurname(one, other)).toEqual(expected);
  });
});
