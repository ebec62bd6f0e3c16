import { describe, expect, it } from 'vitest';
import { plainPageOf, textOf } from '../testing/page.ts';
import {
  advanceDirective,
  COMMENT,
  directive,
  nullFlavor,
  observation,
  planOf,
  sct,
} from '../testing/record.ts';
import { carriedStandards } from '../testing/standards.ts';
import { type PlainPlan, plainPlan } from './plainPlan.ts';
import { released } from './released.ts';

const WISHES = '153851000146100';
const PLACE = '395091006';
const EUTHANASIA = '340171000146104';
const absent = (code: string) => ({
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code }],
});
const plainOf = (resources: Parameters<typeof planOf>[0], language: 'nl' | 'en' = 'nl'): PlainPlan =>
  plainPlan(planOf(resources), {
    recordLanguage: 'nl',
    now: '2026-11-21T02:40:00.000',
    demo: false,
    language,
  });
const sentencesOf = (plain: PlainPlan, id: string, name?: string) =>
  plain.sections
    .filter((section) => section.id === id)
    .flatMap(({ items }) => items.filter((item) => name === undefined || item.name?.startsWith(name)))
    .flatMap(({ sentences }) =>
      sentences.map(({ text, quoted }) => [text, quoted].filter((each) => each).join(' ')),
    );

describe('the plan in plain words', () => {
  it.each([
    ['do', directive({ type: 'permit' }), ['Dit doen we wel.'], ['We do this.']],
    ['do not', directive({ type: 'deny' }), ['Dit doen we niet.'], ['We do not do this.']],
    [
      'only if',
      directive({ specification: 'mijn dochter er is' }),
      ['Dit doen we alleen als: mijn dochter er is'],
      ['We do this only if: mijn dochter er is'],
    ],
    [
      'not discussed',
      directive({ specification: 'Niet besproken' }),
      ['Hierover is nog niet gepraat.'],
      ['We have not talked about this yet.'],
    ],
    [
      'declined',
      directive({ specification: 'Wil er niet over praten' }),
      ['Hierover is nog niet gepraat.', 'Er staat bij: Wil er niet over praten'],
      ['We have not talked about this yet.', 'It also says: Wil er niet over praten'],
    ],
    [
      'unknown',
      directive({ specification: 'Onbekend' }),
      ['Er is nog geen besluit.'],
      ['It is not decided yet.'],
    ],
    [
      'ended',
      directive({ type: 'deny', status: 'inactive' }),
      ['Er is nu geen afspraak die geldt.'],
      ['There is no agreement that holds now.'],
    ],
  ])('says of a treatment that is "%s" so, in both languages', (_state, resource, nl, en) => {
    expect(sentencesOf(plainOf([resource]), 'limits', 'Reanimeren')).toEqual(nl);
    expect(sentencesOf(plainOf([resource], 'en'), 'limits', 'Resuscitation')).toEqual(en);
  });

  it('keeps what nobody recorded apart from what was recorded as not discussed', () => {
    expect(sentencesOf(plainOf([]), 'limits', 'Reanimeren')).toEqual([
      'Hierover staat nog niets in dit plan.',
    ]);
  });

  it('says of what cannot be read that it cannot be explained here, and whom to ask', () => {
    const modifierExtension = [{ url: 'https://example.org/x' }];
    const unclear = directive({ type: 'permit', consent: { modifierExtension } });
    expect(sentencesOf(plainOf([unclear]), 'limits', 'Reanimeren')).toEqual([
      'Hierover staat iets in het dossier dat wij hier niet veilig kunnen uitleggen.',
      'Vraag het aan uw arts of verpleegkundige.',
    ]);
  });

  it('names both sides of a contradiction and chooses none', () => {
    const both = [
      directive({ id: 'a', type: 'deny', on: '2026-11-12' }),
      directive({ id: 'b', type: 'permit', on: '2026-11-15' }),
    ];
    expect(sentencesOf(plainOf(both), 'limits', 'Reanimeren')).toEqual([
      'In het dossier staan verschillende afspraken. Het is niet duidelijk wat geldt.',
      '15 nov 2026: dit wel doen.',
      '12 nov 2026: dit niet doen.',
      'Vraag het aan uw arts of verpleegkundige.',
    ]);
  });

  it('gives the reason in the words in which it was recorded', () => {
    const extension = [{ url: COMMENT, valueString: 'Ik wil niet aan slangen liggen.' }];
    const because = directive({ type: 'deny', consent: { extension } });
    expect(sentencesOf(plainOf([because]), 'limits', 'Reanimeren')).toEqual([
      'Dit doen we niet.',
      'De reden: Ik wil niet aan slangen liggen.',
    ]);
  });

  it('says where somebody wants to die as a place, and each way of not saying it in its own words', () => {
    const place = (elements: Parameters<typeof observation>[1]) =>
      sentencesOf(plainOf([observation(PLACE, elements)]), 'place');
    expect(place({ valueCodeableConcept: sct('264362003') })).toEqual(['Thuis.']);
    expect(place({ valueCodeableConcept: nullFlavor('UNK') })).toEqual(['U weet het nog niet.']);
    expect(place({ dataAbsentReason: absent('asked-declined') })).toEqual([
      'U wilde hier niet over praten. Dat mag. Het kan later nog.',
    ]);
    expect(place({ dataAbsentReason: absent('not-asked') })).toEqual(['Hierover is nog niet gepraat.']);
    expect(sentencesOf(plainOf([]), 'place')).toEqual(['Dit staat nog niet in het plan.']);
  });

  it('repeats wishes word for word, and marks their language where it is another one', () => {
    const wish = observation(WISHES, { valueString: 'Met de hond op bed.' });
    const [section] = plainOf([wish], 'en').sections.filter(({ id }) => id === 'matters');
    expect(section?.items[0]?.sentences).toEqual([
      { text: '', quoted: 'Met de hond op bed.', language: 'nl' },
    ]);
    expect(plainPageOf([wish], 'en')).toContain('<q lang="nl">Met de hond op bed.</q>');
  });

  it('says who decides when the patient cannot, or that nobody was named', () => {
    const named = {
      resourceType: 'RelatedPerson',
      id: 'michiel',
      patient: { reference: 'Patient/test-patient' },
      name: [{ given: ['Michiel'], family: 'Proef' }],
      relationship: [{ coding: [{ system: 'urn:oid:2.16.840.1.113883.2.4.3.11.22.472', code: '24' }] }],
      telecom: [{ system: 'phone', value: '0612345678' }],
    };
    const said = sentencesOf(plainOf([named]), 'decides');
    expect(said).toContain('Als u het zelf niet kunt, beslist voor u:');
    expect(said.at(-1)).toContain('Michiel Proef');
    expect(said.at(-1)).toContain('0612345678');
    expect(sentencesOf(plainOf([]), 'decides').join(' ')).toContain('Er staat nog niemand in het dossier');
  });

  it('tells of a declaration with its date, and of the position on euthanasia in a sentence', () => {
    const statements = sentencesOf(
      plainOf([
        advanceDirective({ type: 'NR', on: '2025-04-28' }),
        observation(EUTHANASIA, { valueCodeableConcept: sct('340201000146103') }),
      ]),
      'statements',
    );
    expect(statements).toContain('In het dossier staat: Niet-reanimerenverklaring.');
    expect(statements).toContain('Datum: 28 apr 2025.');
    expect(statements).toContain('U wilt geen euthanasie.');
  });

  it('has no sentence of its own that is longer than twenty words', () => {
    const plain = plainOf([
      directive({ id: 'a', type: 'deny' }),
      directive({ id: 'b', treatment: 'ventilation', specification: 'kort' }),
      directive({ id: 'c', treatment: 'icuAdmission' }),
      observation(PLACE, { dataAbsentReason: absent('asked-declined') }),
    ]);
    const items = plain.sections.flatMap((section) => section.items);
    const own = [
      ...plain.intro,
      ...plain.sections.map(({ title }) => title),
      ...items.flatMap(({ sentences }) => sentences.map(({ text }) => text)),
    ].flatMap((each) => each.split(/(?<=[.?!])\s/));
    expect(own.filter((sentence) => sentence.split(' ').length > 20)).toEqual([]);
  });

  it('uses no word of the trade', () => {
    const own = textOf(plainPageOf([])).toLowerCase();
    for (const word of ['wilsbekwaam', 'behandelgrens', 'vertegenwoordiger', 'reanimatie'])
      expect(own).not.toContain(word);
  });

  it('has plain words for every treatment and goal of the standards that the project carries', () => {
    for (const { treatments, medicalPolicyGoal } of carriedStandards()) {
      expect(treatments.filter(({ label }) => label.plain === undefined)).toEqual([]);
      const goals = medicalPolicyGoal.values.filter(({ code }) => code !== 'UNK');
      expect(goals.filter(({ label }) => label.plain === undefined)).toEqual([]);
    }
  });
});

describe('what is for the patient to read', () => {
  const labelled = (code: string) => ({ security: [{ system: 'urn:caecilia:confidentiality', code }] });

  it.each(['unreleased', 'spiritual-care', 'psychosocial'])('leaves out what is labelled %s', (code) => {
    const told = directive({ id: 'told', type: 'deny' });
    const meta = labelled(code);
    const kept = directive({ id: 'kept', type: 'permit', treatment: 'ventilation', consent: { meta } });
    const wish = observation(WISHES, { valueString: 'Niet voor de patiënt.', meta });
    const page = textOf(plainPageOf(released([told, kept, wish])));
    expect(page).toContain('Dit doen we niet.');
    expect(page).not.toContain('Niet voor de patiënt.');
    expect(page).not.toContain('Dit doen we wel.');
  });

  it('does not say that something was never talked about where it only was left out', () => {
    const kept = directive({ type: 'permit', consent: { meta: labelled('unreleased') } });
    expect(sentencesOf(plainOf(released([kept])), 'limits', 'Reanimeren')).toEqual([
      'Hierover staat nog niets in dit plan.',
    ]);
  });

  it('keeps what carries another label', () => {
    const meta = { security: [{ system: 'https://example.org', code: 'x' }] };
    const other = directive({ type: 'deny', consent: { meta } });
    expect(released([other])).toEqual([other]);
  });
});
