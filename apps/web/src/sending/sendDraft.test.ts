import type { RecipientView } from '@caecilia/exchange/ui';
import { describe, expect, it } from 'vitest';
import { bodyOf, chosen, faultsIn, isSendDraft, NOTHING } from './sendDraft.ts';

const PRACTICE: RecipientView = {
  reference: 'Organization/p',
  name: 'Praktijk Verzonnen',
  as: ['generalPractitioner'],
  people: [{ name: 'B. Verzonnen', email: 'b@praktijk.example' }],
  ground: 'treatment',
  channels: [
    { channel: 'inbox', whyNot: 'no-account' },
    { channel: 'fhir', whyNot: 'no-system' },
    { channel: 'link' },
    { channel: 'print' },
  ],
};

describe('a hand-over that is filled in', () => {
  it('begins with nobody chosen, and says of each field what is missing', () => {
    expect([...faultsIn(NOTHING, undefined).keys()]).toEqual(['to']);
    expect([...faultsIn({ ...NOTHING, to: PRACTICE.reference }, PRACTICE).keys()]).toEqual(['channel']);
    expect([...faultsIn({ ...NOTHING, channel: 'link' }, PRACTICE).keys()]).toEqual(['person', 'email']);
    expect(faultsIn({ ...NOTHING, channel: 'print', asked: 'x'.repeat(501) }, PRACTICE).get('asked')).toEqual(
      ['wrong.asked', { count: 500 }],
    );
  });

  it('takes no way that is not offered, and nobody who may not get it', () => {
    expect([...faultsIn({ ...NOTHING, channel: 'inbox' }, PRACTICE).keys()]).toEqual(['channel']);
    const { ground: _, ...stranger } = PRACTICE;
    expect(faultsIn({ ...NOTHING, channel: 'print' }, stranger).has('to')).toBe(true);
  });

  it.each(['b@praktijk.example', 'B.Van-Verzonnen+1@mail.praktijk.example'])(
    'takes the address %s',
    (email) => expect(faultsIn({ ...NOTHING, channel: 'link', person: 'B', email }, PRACTICE).size).toBe(0),
  );

  it.each([
    'b',
    'b@praktijk',
    'b@a.example, c@b.example',
    'B <b@a.example>',
    'b@a.example\nBcc: c@b.example',
  ])('takes no address like %j', (email) =>
    expect(faultsIn({ ...NOTHING, channel: 'link', person: 'B', email }, PRACTICE).has('email')).toBe(true),
  );

  it('proposes the first way that reaches them and the only person there, and keeps a way that was chosen', () => {
    expect(chosen(NOTHING, PRACTICE)).toMatchObject({
      to: 'Organization/p',
      channel: 'link',
      person: 'B. Verzonnen',
      email: 'b@praktijk.example',
    });
    expect(chosen({ ...NOTHING, channel: 'print' }, PRACTICE).channel).toBe('print');
    const two = { ...PRACTICE, people: [...PRACTICE.people, { name: 'C' }] };
    expect(chosen(NOTHING, two)).toMatchObject({ person: '', email: '' });
  });

  it('sends a name and an address with a link only, and no question to a system', () => {
    const draft = { ...chosen(NOTHING, PRACTICE), clientId: 'x', asked: ' Graag bevestigen ' };
    expect(bodyOf(draft, PRACTICE)).toMatchObject({ asked: 'Graag bevestigen', email: 'b@praktijk.example' });
    expect(bodyOf({ ...draft, channel: 'print' }, PRACTICE)).not.toHaveProperty('email');
    expect(bodyOf({ ...draft, channel: 'fhir', along: 'DocumentReference/1' }, PRACTICE)).toEqual({
      clientId: 'x',
      channel: 'fhir',
      to: 'Organization/p',
      ground: 'treatment',
    });
    const along = { along: 'DocumentReference/1\nDocumentReference/2' };
    expect(bodyOf({ ...draft, ...along }, PRACTICE)).toMatchObject({
      along: ['DocumentReference/1', 'DocumentReference/2'],
    });
  });

  it('is found again as it was typed, and nothing else is taken for it', () => {
    expect(isSendDraft(structuredClone(NOTHING))).toBe(true);
    for (const other of [null, [], {}, { ...NOTHING, to: 7 }]) expect(isSendDraft(other)).toBe(false);
  });
});
