import { describe, expect, it } from 'vitest';
import { covers, intersectScopes } from './intersect-scopes.ts';
import { parseSmartScope, type SmartScope, scopeText } from './smart-scope.ts';

const NOTHING = { create: false, read: false, update: false, delete: false, search: false };
const LABORATORY = 'category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory';

function scopes(...texts: string[]): SmartScope[] {
  return texts.map((text) => {
    const scope = parseSmartScope(text);
    if (scope === undefined) throw new Error(`not a scope: ${text}`);
    return scope;
  });
}

function common(wanted: string[], allowed: string[]): string[] {
  return intersectScopes(scopes(...wanted), scopes(...allowed)).map(scopeText);
}

describe('a SMART scope', () => {
  it('names the level, the type and what may be done', () => {
    expect(parseSmartScope('patient/Observation.rs')).toEqual({
      level: 'patient',
      type: 'Observation',
      permissions: { ...NOTHING, read: true, search: true },
    });
    expect(parseSmartScope('user/*.cruds')).toMatchObject({ level: 'user', type: '*' });
    expect(parseSmartScope('system/Encounter.c')?.permissions).toEqual({ ...NOTHING, create: true });
  });

  it('may be narrowed by criteria', () => {
    expect(parseSmartScope(`patient/Observation.rs?${LABORATORY}`)?.query).toBe(LABORATORY);
    expect(parseSmartScope('user/Task.rs?status=requested&code=pzp')?.query).toBe(
      'status=requested&code=pzp',
    );
    expect(
      parseSmartScope('patient/Observation.rs?code:in=http://valueset.example.org/ValueSet/x')?.query,
    ).toBe('code:in=http://valueset.example.org/ValueSet/x');
  });

  it.each([
    ['patient/*.read', 'patient/*.rs'],
    ['user/Observation.write', 'user/Observation.cud'],
    ['user/*.*', 'user/*.cruds'],
  ])('of SMART 1.0, %s, means %s', (v1, v2) => {
    const [one] = scopes(v1);
    const [two] = scopes(v2);
    expect(one?.permissions).toEqual(two?.permissions);
  });

  it('of SMART 1.0 is answered in its own form', () => {
    for (const text of ['patient/*.read', 'user/Observation.write', 'user/*.*']) {
      expect(scopes(text).map(scopeText)).toEqual([text]);
    }
    expect(common(['user/Observation.*'], ['user/*.rs'])).toEqual(['user/Observation.read']);
    expect(common(['user/Observation.*'], ['user/*.crs'])).toEqual(['user/Observation.crs']);
  });

  it.each([
    'patient/Observation.dus',
    'patient/Observation.sr',
    'patient/Observation.rr',
    'patient/Observation.',
    'patient/Observation',
    'patient/Observation.rsx',
    'patient/observation.rs',
    'patient/.rs',
    'Patient/Observation.rs',
    'patients/Observation.rs',
    'patient/Observation.read?code=x',
    'patient/Observation.rs?',
    'patient/Observation.rs?category',
    'patient/Observation.rs?category=',
    'patient/Observation.rs?category=a&',
    'patient/Observation.rs?&category=a',
    'patient/Observation.rs?category=a#b',
    'patient/Observation.rs?_include=Observation:subject',
    'patient/Observation.rs?_include:iterate=Observation:subject',
    'patient/Observation.rs?_count=1',
    'patient/Observation.rs?category=a b',
    'patient/Observation.rs?category="a"',
    'patient/Observation.rs\u0000',
    'launch/patient',
    'openid',
    '',
  ])('is not %j', (text) => {
    expect(parseSmartScope(text)).toBeUndefined();
  });

  it('reads back as it was written', () => {
    for (const text of [
      'patient/*.rs',
      'user/*.cruds',
      `patient/Observation.rs?${LABORATORY}`,
      'system/*.cud',
    ]) {
      expect(scopes(text).map(scopeText)).toEqual([text]);
    }
  });
});

describe('what is wanted and allowed', () => {
  it('is the type and the interactions that both name', () => {
    expect(common(['patient/*.cruds'], ['patient/Observation.rs', 'patient/Consent.r'])).toEqual([
      'patient/Consent.r',
      'patient/Observation.rs',
    ]);
    expect(common(['user/Observation.rs'], ['user/*.r'])).toEqual(['user/Observation.r']);
  });

  it('is nothing where the types, the interactions or the levels differ', () => {
    expect(common(['user/Observation.rs'], ['user/Condition.rs'])).toEqual([]);
    expect(common(['user/Observation.c'], ['user/Observation.rs'])).toEqual([]);
    expect(common(['system/*.rs'], ['user/*.cruds', 'patient/*.cruds'])).toEqual([]);
    expect(common(['user/*.rs'], ['patient/*.cruds', 'system/*.cruds'])).toEqual([]);
  });

  it('is for one patient when it was wanted for one patient of a user', () => {
    expect(common(['patient/Observation.rs'], ['user/*.rs'])).toEqual(['patient/Observation.rs']);
  });

  it('keeps the criteria of both sides', () => {
    expect(common([`user/Observation.rs?${LABORATORY}`], ['user/*.rs'])).toEqual([
      `user/Observation.rs?${LABORATORY}`,
    ]);
    expect(common(['user/Observation.rs'], [`user/Observation.rs?${LABORATORY}`])).toEqual([
      `user/Observation.rs?${LABORATORY}`,
    ]);
    expect(common(['user/Observation.rs?status=final'], [`user/Observation.rs?${LABORATORY}`])).toEqual([
      `user/Observation.rs?status=final&${LABORATORY}`,
    ]);
    expect(common(['user/Observation.rs?a=1&b=2'], ['user/Observation.rs?b=2'])).toEqual([
      'user/Observation.rs?a=1&b=2',
    ]);
  });

  it('is said once, in the shortest form', () => {
    expect(common(['user/Observation.r', 'user/Observation.s'], ['user/*.cruds'])).toEqual([
      'user/Observation.rs',
    ]);
    expect(common(['user/*.rs', 'user/Observation.r'], ['user/*.cruds'])).toEqual(['user/*.rs']);
    expect(common(['user/Observation.rs', 'user/Observation.rs?a=1'], ['user/*.cruds'])).toEqual([
      'user/Observation.rs',
    ]);
  });

  it('never merges scopes with different criteria', () => {
    expect(common(['user/Observation.r?a=1', 'user/Observation.s?a=2'], ['user/*.cruds'])).toEqual([
      'user/Observation.r?a=1',
      'user/Observation.s?a=2',
    ]);
  });

  it('covers what it repeats with more criteria, and not the other way round', () => {
    const [wide, narrow] = scopes('user/*.rs', 'user/Observation.r?a=1');
    if (wide === undefined || narrow === undefined) throw new Error('two scopes are needed');
    expect(covers(wide, narrow)).toBe(true);
    expect(covers(narrow, wide)).toBe(false);
  });
});
