import type { FhirResource } from '@caecilia/fhir';
import type { Language } from '@caecilia/ui';
import fc from 'fast-check';
import { createElement as h } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { planChanges } from './conversation/planChanges.ts';
import { callPlan } from './inShort/callPlan.ts';
import type { InShort } from './inShort/inShort.ts';
import { hostileRecord } from './testing/hostile/directives.ts';
import { faultsIn, type Rendering, rowsIn, verdictsOn } from './testing/hostile/faults.ts';
import { linesOf, parsePage, withClass } from './testing/hostile/visible.ts';
import { NIGHT, PATIENT_ID, patient, planOf, TIME_ZONE } from './testing/record.ts';
import { carriedStandards } from './testing/standards.ts';
import { InShortView } from './ui/inShort/inShortView.ts';
import { messagesIn } from './ui/messages.ts';

/** How many directives are tried: a sample with the other tests, 10,000 with `npm run safe-rendering`. */
const WANTED = Number(process.env.CAECILIA_HOSTILE_DIRECTIVES ?? 1000);
const SEED = Number(process.env.CAECILIA_HOSTILE_SEED ?? 20261122);
const STANDARDS = carriedStandards();
const BEFORE_ALL = new Date('1990-01-01T00:00:00Z');

/** The plan in short for a reader who looked before anything was recorded: everything is a change too. */
function shortOf(resources: readonly FhirResource[]): InShort {
  const plan = planOf(resources);
  const closed = { open: false, because: 'role' } as const;
  const versions = [patient, ...resources].map((resource) => ({ resource, at: '2026-01-01T00:00:00Z' }));
  const changes = planChanges(
    versions,
    { from: BEFORE_ALL, to: NIGHT },
    { standards: STANDARDS, patientId: PATIENT_ID, timeZone: TIME_ZONE },
  );
  const at = '2026-11-01T12:00';
  return {
    setting: 'gp',
    you: 'gp',
    patient: plan.patient,
    now: '2026-11-21T02:40:00.000',
    recordLanguage: 'nl',
    plan: { open: true, value: plan },
    changed: { open: true, value: { looked: at, since: at, changes, complete: false } },
    symptoms: closed,
    ready: closed,
    contacts: closed,
    careTeam: closed,
    team: closed,
    tasks: closed,
    sent: [],
    helpers: {},
    calls: callPlan(plan.contacts, NIGHT.getTime(), { timeZone: TIME_ZONE }),
  };
}

function renderings(resources: readonly FhirResource[], language: Language): readonly Rendering[] {
  const short = shortOf(resources);
  const view = { t: messagesIn(language), language, recordLanguage: 'nl', now: short.now };
  const page = parsePage(renderToStaticMarkup(h(InShortView, { short, view })));
  const limits = withClass(page, 'limit').map((row) => {
    const [name = ''] = withClass(row, 'limit__treatment').flatMap((each) => linesOf(each, 'screen'));
    return [name, linesOf(row, 'screen')] as const;
  });
  const changed = withClass(page, 'in-short__change').map((item) => {
    const lines = linesOf(item, 'screen');
    return [(lines[0] ?? '').split(': ')[0] ?? '', lines] as const;
  });
  return [
    { name: 'in short, limits', language, rows: rowsIn(limits) },
    { name: 'in short, changes', language, partial: true, rows: rowsIn(changed) },
  ];
}

describe('the plan in short', () => {
  it('shows no hostile directive as more certain than it was recorded, in its limits and in what changed', () => {
    let tried = 0;
    let changed = 0;
    while (tried < WANTED) {
      fc.assert(
        fc.property(hostileRecord, (resources) => {
          tried += resources.length;
          const verdicts = verdictsOn(resources);
          const shown = renderings(resources, tried % 2 === 0 ? 'nl' : 'en');
          changed += shown[1]?.rows.size ?? 0;
          expect(shown.flatMap((each) => faultsIn(each, verdicts))).toEqual([]);
        }),
        { numRuns: 10, seed: SEED + tried },
      );
    }
    // A judge that meets no change judges nothing.
    expect(changed).toBeGreaterThan(WANTED / 10);
  });
});
