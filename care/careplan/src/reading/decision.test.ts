import { describe, expect, it } from 'vitest';
import type { Doubt } from '../plan.ts';
import { type DirectiveWish, directive, limitOf, SPECIFICATION } from '../testing/record.ts';

const decisionOf = (wish: DirectiveWish) => limitOf([directive(wish)]).current[0]?.decision;
const FOREIGN = { url: 'https://example.org/fhir/StructureDefinition/not-ours', valueBoolean: true };

describe('a treatment directive', () => {
  it('is "do" when it permits and nothing qualifies it', () => {
    expect(limitOf([directive({ type: 'permit' })]).state).toBe('do');
  });

  it('is "do not" when it denies and nothing qualifies it', () => {
    expect(limitOf([directive({ type: 'deny' })]).state).toBe('doNot');
  });

  it('is "only if" with its words when it has no type and a specification', () => {
    expect(decisionOf({ specification: 'het met het masker kan' })).toEqual({
      kind: 'onlyIf',
      condition: 'het met het masker kan',
    });
  });

  it('shows every specification when there are more', () => {
    const modifierExtension = ['met masker', 'hooguit 24 uur'].map((valueString) => ({
      url: SPECIFICATION,
      valueString,
    }));
    expect(decisionOf({ consent: { modifierExtension } })).toEqual({
      kind: 'onlyIf',
      condition: 'met masker; hooguit 24 uur',
    });
  });

  it.each([
    ['Niet besproken', 'notDiscussed'],
    ['nog niet besproken.', 'notDiscussed'],
    ['Onbekend', 'unknown'],
    ['Nog onbekend', 'unknown'],
    ['Nee, nog geen besluit genomen', 'unknown'],
  ] as const)('with the words "%s" of the standard is "%s", and keeps the words', (specification, kind) => {
    expect(decisionOf({ specification })).toEqual({ kind, words: specification });
  });

  it.each(['Onbekend, maar liever niet', 'Niet besproken met de partner, wel doen bij pijn', 'Niet'])(
    'is "only if" for words that only begin like the standard: "%s"',
    (specification) => {
      expect(decisionOf({ specification })).toEqual({ kind: 'onlyIf', condition: specification });
    },
  );

  it.each<[string, DirectiveWish, Doubt]>([
    ['has neither a type nor a specification', {}, 'noDecision'],
    ['has an empty type', { type: '' }, 'noDecision'],
    [
      'has a type that only says why it is absent',
      { provision: { _type: { extension: [{ url: 'x', valueCode: 'unknown' }] } } },
      'withheld',
    ],
    ['has no provision at all', { consent: { provision: undefined } }, 'noDecision'],
    [
      'permits with a specification',
      { type: 'permit', specification: 'niet meer na vandaag' },
      'decisionAndSpecification',
    ],
    [
      'denies with a specification that says unknown',
      { type: 'deny', specification: 'Onbekend' },
      'decisionAndSpecification',
    ],
    [
      'permits with a modifier of another system',
      { type: 'permit', consent: { modifierExtension: [FOREIGN] } },
      'unknownModifier',
    ],
    [
      'denies with a modifier of another system',
      { type: 'deny', consent: { modifierExtension: [FOREIGN] } },
      'unknownModifier',
    ],
    [
      'has a specification and a modifier of another system',
      { consent: { modifierExtension: [{ url: SPECIFICATION, valueString: 'thuis' }, FOREIGN] } },
      'unknownModifier',
    ],
    [
      'has a modifier without an address',
      { type: 'permit', consent: { modifierExtension: [{ valueBoolean: true }] } },
      'unknownModifier',
    ],
    [
      'has a modifier that is not a list',
      { type: 'permit', consent: { modifierExtension: FOREIGN } },
      'unknownModifier',
    ],
    [
      'has a specification without words',
      { type: 'permit', consent: { modifierExtension: [{ url: SPECIFICATION }] } },
      'unknownModifier',
    ],
    [
      'has a specification that is not a string',
      { consent: { modifierExtension: [{ url: SPECIFICATION, valueBoolean: true }] } },
      'unknownModifier',
    ],
    [
      'has a modifier inside the provision',
      { type: 'permit', provision: { modifierExtension: [FOREIGN] } },
      'unknownModifier',
    ],
    [
      'has a specification inside the provision, where it does not belong',
      { type: 'permit', provision: { modifierExtension: [{ url: SPECIFICATION, valueString: 'x' }] } },
      'unknownModifier',
    ],
    [
      'has a modifier on somebody who agreed',
      { type: 'permit', provision: { actor: [{ modifierExtension: [FOREIGN] }] } },
      'unknownModifier',
    ],
    [
      'follows implicit rules',
      { type: 'permit', consent: { implicitRules: 'https://example.org/rules' } },
      'unknownModifier',
    ],
    [
      'permits with an exception inside it',
      { type: 'permit', provision: { provision: [{ type: 'deny' }] } },
      'exceptions',
    ],
    [
      'permits for a purpose only',
      { type: 'permit', provision: { purpose: [{ code: 'TREAT' }] } },
      'restricted',
    ],
    [
      'permits certain actions only',
      { type: 'permit', provision: { action: [{ text: 'correct' }] } },
      'restricted',
    ],
    [
      'permits about certain data only',
      { type: 'permit', provision: { data: [{ meaning: 'related' }] } },
      'restricted',
    ],
    ['has a type that R4 does not know', { type: 'allow' }, 'unknownValue'],
    ['has a type that is not text', { type: ['permit'] }, 'unknownValue'],
    ['has no status', { type: 'permit', status: undefined }, 'unknownStatus'],
    ['has a status that R4 does not know', { type: 'permit', status: 'nonsense' }, 'unknownStatus'],
    [
      'ends on a day that is not in the calendar',
      { type: 'permit', provision: { period: { end: '2026-02-31' } } },
      'unreadableDate',
    ],
    [
      'was recorded for another scope',
      {
        type: 'permit',
        consent: {
          scope: {
            coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'research' }],
          },
        },
      },
      'wrongScope',
    ],
    ['has no scope', { type: 'permit', consent: { scope: undefined } }, 'wrongScope'],
    [
      'names two treatments in one code',
      {
        type: 'permit',
        code: {
          coding: [
            { system: 'http://snomed.info/sct', code: '89666000' },
            { system: 'http://snomed.info/sct', code: '305351004' },
          ],
        },
      },
      'severalTreatments',
    ],
    [
      'names two treatments in two codes',
      {
        type: 'permit',
        provision: {
          code: [
            { coding: [{ system: 'http://snomed.info/sct', code: '89666000' }] },
            { text: 'sondevoeding' },
          ],
        },
      },
      'severalTreatments',
    ],
  ])('that %s is never read as yes or no', (_sentence, wish, doubt) => {
    const rows = [directive(wish)];
    const limits = ['cpr', 'unnamed:directive'].flatMap((key) => {
      try {
        return [limitOf(rows, key)];
      } catch {
        return [];
      }
    });
    const read = limits.find(({ state }) => state === 'unreadable');
    expect(read?.current[0]?.decision).toMatchObject({ kind: 'unreadable', doubt });
    expect(limits.map(({ state }) => state)).not.toContain('do');
    expect(limits.map(({ state }) => state)).not.toContain('doNot');
  });

  it('keeps the words of a specification that it cannot read together with a type, but not the type', () => {
    expect(decisionOf({ type: 'permit', specification: 'alleen bij Jan' })).toEqual({
      kind: 'unreadable',
      doubt: 'decisionAndSpecification',
      words: ['alleen bij Jan'],
    });
  });

  it('may carry extensions that it does not know: only modifiers change what it says', () => {
    expect(limitOf([directive({ type: 'deny', consent: { extension: [FOREIGN] } })]).state).toBe('doNot');
  });
});
