import type { FhirResource } from '@caecilia/fhir';
import { planned, type ScenarioWords, toCarePlan } from '@caecilia/scenario';
import type { DemoCalendar } from './calendar.ts';

const ID = 'demo-wilhelmina';
const BY = 'Practitioner/demo-fictief';

/** What was agreed for what may happen to an invented patient; words of an invented team, and no dose. */
const EXPECTED: readonly (ScenarioWords & { readonly key: string })[] = [
  {
    key: 'breathless',
    problem: 'Plotseling erg benauwd',
    signs: 'Ademt snel, kan geen hele zin meer zeggen, is bang.',
    steps: [
      { what: 'Rechtop, raam open, ventilator op het gezicht. Blijf erbij en praat rustig.', who: 'family' },
      {
        what: 'Geef wat de arts voor benauwdheid heeft klaargelegd, zoals op het uitvoeringsverzoek staat.',
        who: 'homeCare',
      },
      { what: 'Kijk na een uur hoe het gaat en schrijf het op.', who: 'homeCare' },
    ],
    family: 'Het ziet er vaak erger uit dan zij het zelf voelt. U hoeft niet alleen te blijven: bel.',
    call: 'gp',
  },
  {
    key: 'confused',
    problem: 'Verward en onrustig',
    signs: 'Herkent mensen niet, plukt aan het laken, wil uit bed.',
    steps: [
      { what: 'Licht aan, bril en gehoorapparaat, zeg wie u bent.', who: 'family' },
      { what: 'Kijk of zij kan plassen en of zij pijn heeft.', who: 'homeCare' },
    ],
    call: 'outOfHoursGp',
  },
];

export function whatMayHappen({ at }: DemoCalendar): readonly FhirResource[] {
  return EXPECTED.map(({ key, ...words }) => {
    const id = `${ID}-scenario-${key}`;
    const scenario = planned({ patient: ID, clientId: `${id}-form`, words }, { by: BY, at: at(8, '15:40') });
    return { ...toCarePlan(scenario), id };
  });
}
