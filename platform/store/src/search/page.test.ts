import type { Criterion, SearchQuery } from '@caecilia/fhir';
import type { Scope } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import type { View } from '../access/view.ts';
import { param } from '../testing/handmade-store.ts';
import { compilePage, compileTotal } from './page.ts';
import { StatementNames } from './prepared.ts';

const EVERYTHING: Scope = { kind: 'everything' };
const patient = param('Observation', 'patient', 'reference', { targets: ['Patient'] });
const code = param('Observation', 'code', 'token');

const ofPatient = (id: string): Criterion => ({
  kind: 'reference',
  param: patient,
  match: 'exact',
  anyOf: [{ type: 'Patient', id }],
  negated: false,
});
const coded = (...codes: readonly string[]): Criterion => ({
  kind: 'token',
  param: code,
  anyOf: codes.map((each) => ({ system: 'http://loinc.org', code: each })),
  negated: false,
});

function page(criteria: readonly Criterion[], scope = EVERYTHING, rows = 21) {
  const query: SearchQuery = {
    types: ['Observation'],
    criteria,
    sort: [],
    count: rows - 1,
    total: 'none',
    includes: [],
  };
  const view: View = { scope, interaction: 'search-type', atMs: 0, onePatient: false };
  return {
    ...compilePage(query, view, { rows, cursor: undefined, withToks: false }),
    total: compileTotal(query, view),
  };
}

describe('the statement of a search', () => {
  it('is the same text for other values, so that it is prepared once', () => {
    const one = page([ofPatient('anna'), coded('8867-4')]);
    const other = page([ofPatient('bram'), coded('9279-1')], EVERYTHING, 101);
    expect(other.text).toBe(one.text);
    expect(other.params).not.toEqual(one.params);
    expect(other.total.text).toBe(one.total.text);
  });

  it('is the same text for two values and for twenty', () => {
    const codes = Array.from({ length: 20 }, (_, index) => String(index));
    expect(page([coded(...codes)]).text).toBe(page([coded('1', '2')]).text);
  });

  it('is the same text for one patient in scope and for many', () => {
    const scope = (...patients: string[]): Scope => ({ kind: 'patients', patients });
    expect(page([coded('1')], scope('a', 'b', 'c')).text).toBe(page([coded('1')], scope('a')).text);
  });

  it('holds no value, whatever is asked', () => {
    const sly = "x'; drop table res; --";
    const criteria: Criterion[] = [
      coded(sly),
      {
        kind: 'string',
        param: param('Observation', 'value-string', 'string'),
        match: 'contains',
        anyOf: [sly],
      },
      { kind: 'uri', param: param('Observation', '_profile', 'uri'), match: 'below', anyOf: [sly] },
      { kind: 'text', param: code, anyOf: [sly] },
    ];
    expect(page(criteria).text).not.toContain('drop');
    expect(page(criteria).total.text).not.toContain('drop');
  });

  it('asks the access rule of every row of the record it reads', () => {
    const scope: Scope = { kind: 'patients', patients: ['a'] };
    const encounter = param('Observation', 'encounter', 'reference', { targets: ['Encounter'] });
    const criteria: Criterion[] = [
      coded('1'),
      {
        kind: 'chain',
        param: encounter,
        targets: [{ type: 'Encounter', criterion: ofPatient('a') }],
      },
      {
        kind: 'has',
        type: 'Provenance',
        param: param('Provenance', 'target', 'reference'),
        criterion: coded('1'),
      },
    ];
    const { text, total } = page(criteria, scope);
    for (const each of [text, total.text]) {
      for (const alias of ['r', ...(each.match(/\b[th]\d+(?=\.deleted)/g) ?? [])]) {
        // Rows that were found by their patient are judged by that one.
        const known = new RegExp(`\\b${alias}\\.patient = (\\$\\d+::uuid)`).exec(each)?.[1];
        const owner = known ?? `${alias}.patient`;
        expect(each).toContain(`(${owner} is null or (${owner} = any(`);
      }
    }
  });

  it('asks the relations of every row where the scope is of rules', () => {
    const rule = {
      types: ['Observation', 'Encounter', 'Provenance'],
      interactions: ['search-type'],
      through: ['treatingTeam'],
      needsPermission: false,
      endsAtDeath: false,
      labels: 0,
      where: [],
    } as const;
    const scope: Scope = {
      kind: 'rules',
      policyVersion: 't',
      actors: ['Practitioner/7'],
      marks: false,
      rules: [rule],
    };
    const code1 = {
      kind: 'has',
      type: 'Provenance',
      param: param('Provenance', 'target', 'reference'),
    } as const;
    const { text, total } = page([coded('1'), { ...code1, criterion: coded('1') }], scope);
    for (const each of [text, total.text]) {
      for (const alias of ['r', ...(each.match(/\b[th]\d+(?=\.deleted)/g) ?? [])]) {
        expect(each).toContain(`x.patient = ${alias}.patient`);
        expect(each).toContain(`(${alias}.label & `);
      }
      expect(each).not.toContain('Practitioner/7');
    }
  });

  it('gets a name when it comes again', () => {
    const names = new StatementNames();
    const text = 'select 1';
    expect(names.prepared(text)).toEqual({ text });
    const again = names.prepared(text);
    expect(again.name).toMatch(/^search_[0-9a-f]{16}$/);
    expect(names.prepared(text)).toEqual(again);
  });
});
