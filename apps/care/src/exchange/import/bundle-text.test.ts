import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { r4Definitions } from '@caecilia/definitions';
import { createModel } from '@caecilia/fhir';
import { hasShared, SHARED } from '@caecilia/fhir/testing';
import { Problem } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { resourceIn } from './bundle-text.ts';

const model = createModel(r4Definitions());

describe('the text of a bundle', () => {
  const reading = (text: string, format: 'json' | 'xml' = 'json') => {
    try {
      return resourceIn(text, format, model).resourceType;
    } catch (error) {
      if (error instanceof Problem) return error.code;
      throw error;
    }
  };

  it('is refused where it is too large, too deep, ambiguous or nothing', () => {
    const deep = (levels: number) =>
      `{"resourceType":"Bundle","a":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    expect(reading(`{"resourceType":"Bundle","a":"${'x'.repeat(5 * 1024 * 1024)}"}`)).toBe('too-long');
    for (const text of [
      deep(100),
      deep(50_000),
      '{"resourceType":"Bundle","resourceType":"Patient"}',
      '[]',
      '',
      '{}',
    ])
      expect(reading(text)).toBe('structure');
    for (const text of [
      '<Bundle xmlns="http://hl7.org/fhir">',
      '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Bundle xmlns="http://hl7.org/fhir"><id value="&e;"/></Bundle>',
      '',
    ])
      expect(reading(text, 'xml')).toBe('structure');
  });

  it.skipIf(!hasShared('data/hostile'))(
    'of the hostile collection is refused or read, and never breaks',
    () => {
      const folder = join(SHARED, 'data/hostile/json/test_parsing');
      for (const name of readdirSync(folder)) {
        const text = readFileSync(join(folder, name)).toString('utf8');
        expect(['structure', 'too-long'], name).toContain(reading(text));
      }
    },
  );
});
