/** Writes `docs/instruments.md` from the registry of instruments. */
import { writeFileSync } from 'node:fs';
import { instrumentsPage } from '../../care/assessment/src/instrument/instrumentsPage.ts';
import { INSTRUMENTS } from '../../care/assessment/src/instrument/registry.ts';

writeFileSync(new URL('../../docs/instruments.md', import.meta.url), instrumentsPage(INSTRUMENTS));
