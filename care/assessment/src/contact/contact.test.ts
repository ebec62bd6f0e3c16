import { describe, expect, it } from 'vitest';
import { NOW, NURSE, PATIENT } from '../testing/invented.ts';
import {
  CONTACT_KINDS,
  closePartially,
  completeContact,
  DIMENSIONS,
  parseContact,
  parseFindings,
  untouched,
  withFindings,
} from './contact.ts';
import { partsOf, readContact, readFinding, toEncounter, toFindingObservation } from './contactResource.ts';

const about = { patientId: PATIENT, now: NOW };
const bedside = {
  kind: 'bedside',
  first: true,
  start: '2026-11-22T08:00:00Z',
  professionals: [NURSE],
};
const parse = (input = {}) => parseContact({ ...bedside, ...input }, about);
const later = new Date('2026-11-22T08:45:00Z');
const all = parseFindings({
  physical: { is: 'described', words: 'Benauwd bij inspanning' },
  psychological: { is: 'declined' },
  social: { is: 'noConcerns' },
  spiritual: { is: 'described', words: 'Bang om te stikken' },
  carer: { is: 'noCarer' },
});

describe('a contact', () => {
  it.each([...CONTACT_KINDS])('of the kind %s is kept and read back', (kind) => {
    const contact = parse({ kind, place: 'home' });
    const encounter = { ...toEncounter(contact), id: 'e' };
    expect(readContact(encounter, [])).toEqual(contact);
    expect(encounter).toMatchObject({ status: 'in-progress' });
  });

  it.each([
    ['phone', 'VR'],
    ['video', 'VR'],
    ['written', 'VR'],
    ['mdt', 'VR'],
    ['bedside', 'IMP'],
    ['outpatient', 'AMB'],
    ['home', 'HH'],
  ])('by %s has the class %s', (kind, code) => {
    expect(toEncounter(parse({ kind })).class).toMatchObject({ code });
  });

  it.each([
    [{ kind: 'fax' }, /one of phone/],
    [{ kind: 'followUp' }, /where the follow-up was/],
    [{ professionals: [] }, /Name who/],
    [{ professionals: ['Patient/x'] }, /Name who/],
    [{ start: '2026-11-23T08:00:00Z' }, /not come yet/],
    [{ start: '2026-11-22' }, /time zone/],
  ])('%j is refused with what would be right', (input, sentence) => {
    expect(() => parse(input)).toThrow(sentence);
  });

  it('takes a place only where its kind does not say it', () => {
    expect(parse({ kind: 'phone', place: 'home' }).place).toBe('apart');
    expect(parse({ kind: 'followUp', place: 'clinic' }).place).toBe('clinic');
  });
});

describe('a first consultation', () => {
  it.each([...DIMENSIONS])('is not complete while the %s dimension was not touched', (dimension) => {
    const findings = new Map([...all].filter(([each]) => each !== dimension));
    const contact = withFindings(parse(), findings);
    expect(untouched(contact)).toEqual([dimension]);
    let problem: unknown;
    try {
      completeContact(contact, later);
    } catch (error) {
      problem = error;
    }
    expect(problem).toMatchObject({ code: 'business-rule', issues: [{ expression: [dimension] }] });
  });

  it('is complete when each was touched, also by "no concerns", "did not want to" and "there is no carer"', () => {
    const done = completeContact(withFindings(parse(), all), later);
    expect(done.end).toEqual({ kind: 'complete', at: later });
  });

  it('can be closed as partial with a reason, and not without', () => {
    const contact = withFindings(parse(), parseFindings({ physical: { is: 'noConcerns' } }));
    expect(closePartially(contact, ' Te moe ', later).end).toEqual({
      kind: 'partial',
      at: later,
      reason: 'Te moe',
    });
    for (const reason of ['', '  ', 'x'.repeat(4001)])
      expect(() => closePartially(contact, reason, later)).toThrow(/why/);
  });

  it('that was closed takes no findings and is not closed again', () => {
    const closed = closePartially(parse(), 'Te moe', later);
    expect(() => withFindings(closed, all)).toThrow(/was closed/);
    expect(() => closePartially(closed, 'x', later)).toThrow(/was closed/);
    expect(() => completeContact({ ...closed, findings: all }, later)).toThrow(/was closed/);
  });

  it('does not end before it began', () => {
    const before = new Date('2026-11-22T07:00:00Z');
    expect(() => closePartially(parse(), 'Te moe', before)).toThrow(/ends after/);
  });

  it('is read back with its findings and its end, and with nobody else’s findings', () => {
    const contact = closePartially(withFindings(parse(), all), 'Te moe', later);
    const findings = [...contact.findings].flatMap(
      (finding) => readFinding(toFindingObservation(contact, finding, 'Encounter/e')) ?? [],
    );
    const others = findings.map((each) => ({ ...each, encounter: 'Encounter/other' }));
    expect(readContact({ ...toEncounter(contact), id: 'e' }, [...others, ...findings])).toEqual(contact);
  });
});

describe('what a contact keeps beside its dimensions', () => {
  const present = { patient: false, close: ['RelatedPerson/test-husband'], others: 'wijkverpleegkundige' };

  it('is who was there, and what happens next; a patient who was not there is not one nobody wrote down', () => {
    const contact = parse({ present, nextStep: ' Morgen bellen ' });
    expect(contact).toMatchObject({ present, nextStep: 'Morgen bellen' });
    const parts = partsOf(contact).flatMap(
      (part) => readFinding(toFindingObservation(contact, part, 'Encounter/e')) ?? [],
    );
    expect(readContact({ ...toEncounter(contact), id: 'e' }, parts)).toEqual(contact);
    expect(parse().present).toBeUndefined();
  });

  it('keeps the next step out of the Encounter, which the office sees', () => {
    expect(JSON.stringify(toEncounter(parse({ nextStep: 'Angst bespreken' })))).not.toContain('Angst');
  });

  it.each([
    [{ present: {} }, /whether the patient was there/],
    [{ present: { ...present, close: ['Patient/x'] } }, /who was there/],
    [{ present: { ...present, others: 'x'.repeat(201) } }, /200/],
    [{ nextStep: 'x'.repeat(4001) }, /4000/],
  ])('%j is refused', (input, sentence) => {
    expect(() => parse(input)).toThrow(sentence);
  });

  it('tells apart who could not answer from who did not want to, and from what was not asked', () => {
    const contact = withFindings(parse(), parseFindings({ spiritual: { is: 'couldNotAnswer' } }));
    const [part] = partsOf(contact);
    const read = part && readFinding(toFindingObservation(contact, part, 'Encounter/e'));
    expect(read?.finding).toEqual({ kind: 'couldNotAnswer' });
    expect(untouched(contact)).toEqual(DIMENSIONS.filter((each) => each !== 'spiritual'));
  });
});

describe('a contact that is not the first', () => {
  it('may be complete with dimensions untouched', () => {
    expect(completeContact(parse({ first: false }), later).end?.kind).toBe('complete');
  });
});

describe('a finding', () => {
  it.each([
    [{ weather: { is: 'noConcerns' } }, /dimension is one of/],
    [{ physical: { is: 'described', words: ' ' } }, /Describe/],
    [{ physical: { is: 'noCarer' } }, /Describe/],
    [{ physical: 'noConcerns' }, /Describe/],
    [{ physical: { is: 'described', words: 'x'.repeat(4001) } }, /4000/],
  ])('%j is refused', (input, sentence) => {
    expect(() => parseFindings(input)).toThrow(sentence);
  });

  it('is preliminary while the contact is open, and final after it', () => {
    const open = withFindings(parse(), all);
    const [finding] = all;
    if (!finding) throw new Error('there are findings');
    expect(toFindingObservation(open, finding, 'Encounter/e').status).toBe('preliminary');
    const closed = completeContact(open, later);
    expect(toFindingObservation(closed, finding, 'Encounter/e').status).toBe('final');
  });

  it('that was retracted is not read', () => {
    const [finding] = all;
    const resource = finding && toFindingObservation(parse(), finding, 'Encounter/e');
    expect(
      readFinding({ ...resource, resourceType: 'Observation', status: 'entered-in-error' }),
    ).toBeUndefined();
  });
});
