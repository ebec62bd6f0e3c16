import { describe, expect, it } from 'vitest';
import { readOwnWords, toOwnWords } from './ownWords.ts';

const said = {
  patientId: 'anna',
  sender: 'Patient/anna',
  name: 'Anna Verzonnen',
  words: 'Ik wil mijn hond nog zien.',
  at: '2026-11-23T09:00:00.000Z',
  clientId: '0b1f6d3e-0000-4000-8200-000000000001',
};

describe('the words of a patient', () => {
  it('stay theirs: who wrote them, when, and word for word', () => {
    expect(readOwnWords({ ...toOwnWords(said), id: 'one' })).toEqual({
      id: 'one',
      by: 'patient',
      sender: 'Patient/anna',
      name: 'Anna Verzonnen',
      at: said.at,
      words: said.words,
    });
  });

  it('are told apart from the words of somebody close', () => {
    expect(
      readOwnWords({ ...toOwnWords({ ...said, sender: 'RelatedPerson/husband' }), id: 'one' }),
    ).toMatchObject({
      by: 'close',
    });
  });

  it.each([
    ['a message of another kind', { category: [{ text: 'brief' }] }],
    ['a message that was entered in error', { status: 'entered-in-error' }],
    ['a message from nobody', { sender: undefined }],
  ])('are not read from %s', (_name, more) => {
    expect(readOwnWords({ ...toOwnWords(said), ...more })).toBeUndefined();
  });
});
