import { describe, expect, it } from 'vitest';
import { pageOf, rowOf, textOf } from '../testing/page.ts';
import {
  advanceDirective,
  COMMENT,
  directive,
  observation,
  patient,
  SPECIFICATION,
  sct,
} from '../testing/record.ts';

const FOREIGN = [{ url: 'https://example.org/x', valueBoolean: true }];
const row = (given: Parameters<typeof pageOf>[0], key = 'cpr', options: Parameters<typeof pageOf>[1] = {}) =>
  rowOf(pageOf(given, options), key);

describe('a row of the emergency page', () => {
  it.each([
    ['do', directive({ type: 'permit' }), 'state-icon--do"', 'Wel doen', 'Yes, do'],
    ['do not', directive({ type: 'deny' }), 'state-icon--do-not"', 'Niet doen', 'Do not'],
    [
      'only if',
      directive({ specification: 'het thuis niet kan' }),
      'state-icon--only-if"',
      'Alleen als',
      'Only if',
    ],
    [
      'not discussed',
      directive({ specification: 'Niet besproken' }),
      'state-icon--not-discussed"',
      'Nog niet besproken',
      'Not yet discussed',
    ],
    ['unknown', directive({ specification: 'Onbekend' }), 'state-icon--unknown"', 'Onbekend', 'Unknown'],
  ])(
    'in the state "%s" has its own sign and its own word in both languages',
    (_state, given, sign, dutch, english) => {
      expect(row([given])).toContain(sign);
      expect(textOf(row([given]))).toContain(`Reanimatie ${dutch}`);
      expect(textOf(row([given], 'cpr', { language: 'en' }))).toContain(`Resuscitation (CPR) ${english}`);
    },
  );

  it('always has the condition beside "only if", without saying the state twice', () => {
    expect(textOf(row([directive({ specification: 'Alleen als het verlicht' })]))).toContain(
      'Alleen als het verlicht',
    );
    expect(textOf(row([directive({ specification: 'Alleen als het verlicht' })]))).not.toContain(
      'Alleen als Alleen als',
    );
  });

  it.each([
    [
      'an unknown modifier on a permit',
      directive({ type: 'permit', consent: { modifierExtension: FOREIGN } }),
    ],
    ['an unknown modifier on a denial', directive({ type: 'deny', consent: { modifierExtension: FOREIGN } })],
    ['no decision', directive({})],
    [
      'a permit with a specification',
      directive({
        type: 'permit',
        consent: { modifierExtension: [{ url: SPECIFICATION, valueString: 'morgen niet' }] },
      }),
    ],
  ])('with %s shows the way to the original, and neither yes nor no', (_sentence, given) => {
    for (const language of ['nl', 'en'] as const) {
      const html = row([given], 'cpr', { language });
      expect(html).toContain('href="/care/patients/test-patient/originals/Consent/directive');
      expect(html).not.toContain('state-icon');
      expect(textOf(html)).not.toMatch(/Wel doen|Niet doen|Alleen als|Yes, do|Do not|Only if|permit|deny/);
      expect(textOf(pageOf([given], { language }))).toMatch(
        /kan hier niet veilig gelezen worden|cannot be read safely here/,
      );
    }
  });

  it('that contradicts itself shows all sources with date, chooses none, and has a banner that names both', () => {
    const html = pageOf([
      directive({ id: 'a', type: 'permit', on: '2026-11-15' }),
      directive({ id: 'b', type: 'deny', on: '2026-11-12' }),
    ]);
    const text = textOf(rowOf(html, 'cpr'));
    expect(text).toMatch(
      /Wel doen .*15 nov 2026 \(nieuwste\).*Niet doen .*12 nov 2026.*Deze pagina kiest niet/,
    );
    expect(textOf(html)).toContain(
      'Twee geldende afspraken over reanimatie spreken elkaar tegen 15 nov 2026: wel doen. 12 nov 2026: niet doen. Geen van deze is hier gekozen.',
    );
    expect(html).toContain('href="#limit-cpr"');
  });

  it('asks the representative when the patient cannot decide', () => {
    const legalCapacity = {
      url: 'https://api.iknl.nl/docs/pzp/r4/StructureDefinition/ext-Patient.LegallyCapableMedicalTreatmentDecisions',
      extension: [{ url: 'legallyCapable', valueBoolean: false }],
    };
    const contact = [
      {
        name: { text: 'Truus Voorbeeld' },
        relationship: [{ coding: [{ system: 'urn:oid:2.16.840.1.113883.2.4.3.11.22.472', code: '24' }] }],
      },
    ];
    const who = { ...patient, extension: [legalCapacity], contact };
    const html = pageOf([directive({ id: 'a', type: 'permit' }), directive({ id: 'b', type: 'deny' })], {
      who,
    });
    expect(textOf(rowOf(html, 'cpr'))).toContain('Vraag Truus Voorbeeld.');
    expect(textOf(html)).toContain(
      'Niet wilsbekwaam voor beslissingen over behandeling; vertegenwoordiger: Truus Voorbeeld',
    );
  });

  it('says what it replaced, struck through, and what was said again, not struck through', () => {
    const ended = row([
      directive({ id: 'old', type: 'permit', on: '2020-10-01', status: 'inactive' }),
      directive({ id: 'new', type: 'deny' }),
    ]);
    expect(ended).toMatch(/was: <s>Wel doen \(1 okt 2020\)<\/s>/);
    const again = row([
      directive({ id: 'old', type: 'permit', on: '2020-10-01' }),
      directive({ id: 'new', type: 'permit' }),
    ]);
    expect(textOf(again)).toContain('ook: Wel doen (1 okt 2020)');
    expect(again).not.toContain('<s>');
  });

  it('with a decision that has ended says until when it held, and is unknown', () => {
    const text = textOf(
      row([directive({ type: 'permit', on: '2025-07-29', provision: { period: { end: '2025-12-05' } } })]),
    );
    expect(text).toContain(
      'Onbekend De laatste afspraak gold tot en met 5 dec 2025. was: Wel doen (29 jul 2025)',
    );
  });

  it('shows a proposal as a proposal', () => {
    const text = textOf(row([directive({ type: 'deny', status: 'proposed' })]));
    expect(text).toMatch(/^Reanimatie Onbekend .*Voorstel, nog niet vastgesteld: Niet doen/);
  });

  it('sets spoken words apart from what a professional wrote, and never translates either', () => {
    const comment = (valueString: string) => [
      directive({ type: 'deny', consent: { extension: [{ url: COMMENT, valueString }] } }),
    ];
    expect(row(comment('“Laat mij maar.”'), 'cpr', { language: 'en' })).toContain(
      '<p class="recorded voice"><span class="visually-hidden">Explanation: </span><span lang="nl">“Laat mij maar.”</span>',
    );
    expect(row(comment('weinig kans'))).toContain('<p class="recorded">');
  });

  it('names a treatment that the standard does not know in its own words', () => {
    const html = pageOf([directive({ type: 'deny', code: { text: 'sondevoeding' } })]);
    expect(textOf(rowOf(html, 'other-sondevoeding'))).toContain('sondevoeding Niet doen');
  });
});

describe('the emergency page', () => {
  it('writes recorded text as text: markup in it does nothing', () => {
    const attack = '<script>alert(1)</script><img src=x onerror=alert(1)>';
    const html = pageOf(
      [
        directive({ specification: attack, consent: { extension: [{ url: COMMENT, valueString: attack }] } }),
        directive({ id: 'o', type: 'deny', code: { text: attack } }),
        observation('153851000146100', { valueString: attack }),
      ],
      { who: { ...patient, name: [{ text: attack }] } },
    );
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img');
    expect(textOf(html)).toContain(attack);
  });

  it('has no script, style or event handler of its own inside it', () => {
    const html = pageOf([directive({ type: 'deny' })]);
    expect(html).not.toMatch(/<style|style="|javascript:|\son\w+=/);
    expect(html.match(/<script[^>]*>/g)).toEqual(['<script src="/assets/careplan/page.js" defer="">']);
  });

  it('for a plan of nothing says so, and what to do', () => {
    expect(textOf(pageOf([]))).toContain(
      'Nog niets afgesproken Er is niets vastgelegd. Dat betekent niet dat alles mag, en ook niet dat er niets mag. Begin een gesprek.',
    );
  });

  it('of a patient who has died says so first', () => {
    expect(textOf(pageOf([], { who: { ...patient, deceasedDateTime: '2026-11-01' } }))).toContain(
      'Overleden op 1 nov 2026',
    );
  });

  it('says when the newest entry is older than a year', () => {
    expect(textOf(pageOf([directive({ type: 'deny', on: '2024-01-01' })]))).toContain(
      'Het nieuwste in dit plan is van 2 jaar geleden.',
    );
    expect(textOf(pageOf([directive({ type: 'deny', on: '2026-01-01' })]))).not.toContain(
      'Het nieuwste in dit plan',
    );
  });

  it('tells a scanned paper whether it is still the plan', () => {
    const scanned = { edition: '00000000', newer: '2026-11-20T14:03:00.000' };
    expect(textOf(pageOf([], { scanned }))).toContain(
      'De afdruk met stand 00000000 is verouderd: de nieuwste stand is van vr 20 nov 2026, 14.03.',
    );
    expect(textOf(pageOf([], { scanned: { edition: '00000000' } }))).toContain(
      'De afdruk met stand 00000000 is gelijk aan wat nu vastligt.',
    );
  });

  it('warns of a refusal of treatment that only its document explains', () => {
    const text = textOf(pageOf([advanceDirective({ type: 'VERB', on: '2026-05-05' })]));
    expect(text).toContain(
      'Er is een behandelverbod (5 mei 2026) Welke behandeling het weigert, staat alleen in het document zelf.',
    );
  });

  it('says that somebody did not want to speak of it', () => {
    const dataAbsentReason = {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'asked-declined' },
      ],
    };
    expect(textOf(pageOf([observation('395091006', { dataAbsentReason })]))).toContain(
      'Nog niet besproken: wilde er niet over praten',
    );
  });

  it('shows two answers of one date that differ together', () => {
    const text = textOf(
      pageOf([
        observation('395091006', { id: 'a', valueCodeableConcept: sct('264362003') }),
        observation('395091006', { id: 'b', valueCodeableConcept: sct('284546000') }),
      ]),
    );
    expect(text).toContain('Twee antwoorden van dezelfde datum verschillen: Thuis Hospice');
  });

  it('offers only numbers that are in the record', () => {
    const html = pageOf([]);
    expect(html).not.toContain('tel:');
    expect(textOf(html)).toContain('Er staan geen telefoonnummers in dit dossier.');
  });

  it('speaks one language throughout, and says which', () => {
    const english = pageOf([directive({ type: 'deny' })], { language: 'en' });
    expect(english).toContain('<html lang="en">');
    expect(textOf(english)).not.toMatch(/Niet doen|Behandelgrenzen|Nog niet|Bel nu|Opgehaald/);
  });
});
