import { createHash } from 'node:crypto';
import { elementsOf } from '@caecilia/fhir';
import { describe, expect, it } from 'vitest';
import { registry } from '../testing/invented.ts';
import { type Instrument, languagesOf } from './instrument.ts';
import { toQuestionnaire } from './questionnaire.ts';
import { ACTIVATABLE, INSTRUMENTS, instrumentRegistry } from './registry.ts';

const named = (id: string): Instrument => {
  const found = INSTRUMENTS.find((instrument) => instrument.id === id);
  if (!found) throw new Error(`there is no instrument ${id}`);
  return found;
};

describe('an instrument', () => {
  it('can be activated only when its licence is verified and its questions are here', () => {
    expect(ACTIVATABLE.map(({ id }) => id)).toEqual([
      'akps',
      'caecilia-symptoms',
      'esas-r',
      'pain-nrs',
      'dos',
      'barthel',
      'rug-adl',
      'surprise-question',
      'caecilia-carer-time',
    ]);
  });

  it.each(INSTRUMENTS.filter(({ licence }) => licence.state !== 'verified').map(({ id }) => id))(
    '%s is refused with the reason, and has no text here',
    (id) => {
      const instrument = named(id);
      expect(instrument.items).toEqual([]);
      expect(toQuestionnaire(instrument, true)).toMatchObject({ status: 'draft' });
      expect(toQuestionnaire(instrument, true)).not.toHaveProperty('item');
      expect(() => instrumentRegistry(INSTRUMENTS, [instrument])).toThrow(/licence of .* is not verified/);
    },
  );

  it('is refused without a verified licence even when somebody put its questions in', () => {
    const smuggled = { ...named('ipos'), items: named('akps').items };
    expect(() => instrumentRegistry([smuggled], [smuggled])).toThrow(/is not verified/);
    expect(toQuestionnaire(smuggled, true)).not.toHaveProperty('item');
  });

  it('is refused when nobody knows it, and in two versions at once', () => {
    expect(() => instrumentRegistry(INSTRUMENTS, [{ id: 'akps', version: 'none' }])).toThrow(/no instrument/);
    const next = { ...named('akps'), version: '2' };
    expect(() => instrumentRegistry([...INSTRUMENTS, next], [named('akps'), next])).toThrow(/Two versions/);
    expect(() => instrumentRegistry([...INSTRUMENTS, named('akps')], [])).toThrow(/same name and version/);
  });

  it('that is not in use is not handed out for filling in', () => {
    expect(() => registry.inUse('ipos')).toThrow(/not in use/);
    expect(() => instrumentRegistry(INSTRUMENTS, []).inUse('akps')).toThrow(/not in use/);
  });

  it('exists in Dutch and English where we may translate it, and ESAS-r in English only', () => {
    const languages = Object.fromEntries(
      registry.active.map((instrument) => [instrument.id, languagesOf(instrument)]),
    );
    expect(languages['esas-r']).toEqual(['en']);
    expect(Object.entries(languages).filter(([id, found]) => id !== 'esas-r' && found.length < 2)).toEqual(
      [],
    );
  });

  it('names the source of itself, of its total and of every band', () => {
    for (const { source, licence, itemBands, total } of INSTRUMENTS) {
      const bands = [...itemBands, ...(total?.bands ?? [])];
      expect(
        [source, licence.basis, ...bands.map((band) => band.source)].every((text) => text.length > 5),
      ).toBe(true);
      expect(total === undefined || total.source.length > 5).toBe(true);
    }
  });

  it('never shares the code of the Karnofsky scale with AKPS', () => {
    expect(JSON.stringify(INSTRUMENTS)).not.toContain('89243-0');
    expect(named('akps').codes).toEqual([]);
  });

  it('keeps what was said of the carer, and the surprise question, from the patient until it is released', () => {
    expect(INSTRUMENTS.filter((each) => each.withheldFromPatient).map(({ id }) => id)).toEqual([
      'surprise-question',
      'caecilia-carer-time',
    ]);
  });

  it('has ESAS-r with its acknowledgement, its ten items and both ends of each as on the form', () => {
    const { items, licence, instruction } = named('esas-r');
    expect(licence.acknowledgement).toContain('University of Alberta');
    expect(instruction?.en).toBe('Please circle the number that best describes how you feel NOW:');
    expect(
      items.map(({ answer }) =>
        answer.kind === 'scale' ? `${answer.lowest.en} - ${answer.highest.en}` : '',
      ),
    ).toEqual([
      'No Pain - Worst Possible Pain',
      'No Tiredness - Worst Possible Tiredness',
      'No Drowsiness - Worst Possible Drowsiness',
      'No Nausea - Worst Possible Nausea',
      'No Lack of Appetite - Worst Possible Lack of Appetite',
      'No Shortness of Breath - Worst Possible Shortness of Breath',
      'No Depression - Worst Possible Depression',
      'No Anxiety - Worst Possible Anxiety',
      'Best Wellbeing - Worst Possible Wellbeing',
      'No - Worst Possible',
    ]);
    expect(toQuestionnaire(named('esas-r'), true)).toMatchObject({
      status: 'active',
      language: 'en',
      copyright: licence.acknowledgement,
      item: [{ linkId: 'instruction', type: 'display', text: instruction?.en }, ...items.map(() => ({}))],
    });
  });

  it('as a Questionnaire requires no answer, and has every question in both languages where it may', () => {
    const { item } = toQuestionnaire(named('caecilia-symptoms'), true);
    expect(item).toHaveLength(13);
    for (const each of elementsOf(item)) {
      expect(each.required).toBe(false);
      expect(JSON.stringify(each._text)).toContain('"valueCode":"en"');
    }
  });
});

/** Meaning (digest) of each version in use: a change of text, period, range, score or band asks for another version, and a line here. */
const MEANINGS: Readonly<Record<string, string>> = {
  'akps|2005.1': '924ee8f332aa94eb',
  'barthel|zib-3.1-2020.1': '8340e87789bc0ebd',
  'caecilia-carer-time|1': 'a843eb3cde45456a',
  'caecilia-symptoms|1': 'c7cf04e7c234c70d',
  'dos|zib-1.0-2020.1': '27d356b0ca1e1055',
  'esas-r|2010-11': '40b37d785b50b815',
  'pain-nrs|zib-4.0-2020.1': '2550e3210f2a48e1',
  'rug-adl|meteor-446314.1': 'd7e802202beeba53',
  'surprise-question|12-months.1': '583fddf467c00799',
};

describe('a version of an instrument', () => {
  it('never changes its meaning', () => {
    const meanings = registry.active.map(
      ({ id, version, items, itemBands, total, instruction, timeFrame }) => {
        const text = JSON.stringify({ items, itemBands, total, instruction, timeFrame });
        return [`${id}|${version}`, createHash('sha256').update(text).digest('hex').slice(0, 16)];
      },
    );
    expect(Object.fromEntries(meanings)).toEqual(MEANINGS);
  });
});
