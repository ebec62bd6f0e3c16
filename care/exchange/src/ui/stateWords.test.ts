import { describe, expect, it } from 'vitest';
import { CHANNELS, FAILURES } from '../handOver/handOver.ts';
import { exchangeWords } from '../messages.ts';
import type { HandOverView } from '../view.ts';
import { stateWords } from './stateWords.ts';

const t = exchangeWords('en');
const when = (at: number) => `t${at}`;
const view = (more: Partial<HandOverView> = {}): HandOverView => ({
  id: 'h',
  state: 'delivered',
  isOpen: true,
  isLocked: false,
  isUnread: false,
  channel: 'inbox',
  ground: 'treatment',
  standard: 'pzp',
  to: { reference: 'Organization/p', name: 'Practice' },
  sender: 'Nurse',
  madeAt: 1,
  until: 9,
  delivered: { at: 2 },
  answers: [],
  attached: [],
  ...more,
});
const said = (more: Partial<HandOverView>) => stateWords(view(more), t, when);

describe('what became of a hand-over, in words', () => {
  it('names who opened it, of which practice and when, and says of hearsay that it is', () => {
    const opened = { at: 5, name: 'B. Verzonnen', practice: 'Practice', how: 'here' } as const;
    expect(said({ state: 'opened', opened })).toEqual({
      state: 'Opened by B. Verzonnen, Practice, at t5.',
      tone: 'arrived',
    });
    expect(said({ state: 'opened', opened: { ...opened, how: 'told' } }).state).toMatch(/as we were told/);
    expect(said({ state: 'opened', opened: { at: 5, how: 'system' } }).state).toMatch(/without a name/);
  });

  it.each(CHANNELS)('never says of the way %s that it was read before it was opened', (channel) => {
    for (const state of ['made', 'notified', 'delivered'] as const) {
      const { state: words, tone } = said({
        channel,
        state,
        notified: { at: 2, name: 'N' },
        delivered: { at: 3, name: 'N' },
      });
      expect(words).not.toMatch(/\b(read by|opened by)\b/i);
      expect(tone).toBe('waits');
    }
  });

  it.each(FAILURES)('says of the failure %s why, and what helps, in both languages', (failure) => {
    for (const language of ['nl', 'en'] as const) {
      const words = stateWords(view({ state: 'failed', failure }), exchangeWords(language), when);
      expect([words.tone, words.state.length > 10, (words.helps ?? '').length > 10]).toEqual([
        'trouble',
        true,
        true,
      ]);
    }
  });

  it('asks for a person where a day went by or a link was closed, and for nothing once it was read or is over', () => {
    expect(said({ isUnread: true })).toMatchObject({ tone: 'trouble', helps: 'Call whether it arrived.' });
    expect(said({ isLocked: true, isOpen: false })).toMatchObject({ tone: 'trouble' });
    expect(said({ isOpen: false })).toMatchObject({ tone: 'over', state: 'Not opened, and over since t9.' });
    const opened = { at: 5, name: 'B', how: 'link' } as const;
    const withdrawn = { at: 6, name: 'N' };
    // What was read before the withdrawal is still said.
    expect(said({ state: 'withdrawn', opened, withdrawn })).toEqual({
      state: 'Withdrawn by N, at t6. Opened by B, at t5.',
      tone: 'over',
    });
  });
});
