import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { instrumentsPage } from './instrumentsPage.ts';
import { INSTRUMENTS } from './registry.ts';

describe('docs/instruments.md', () => {
  it('says what the registry says', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../../docs/instruments.md'), 'utf8');
    expect(page).toBe(instrumentsPage(INSTRUMENTS));
  });
});
