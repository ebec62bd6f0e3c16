import { describe, expect, it } from 'vitest';
import { oneOf, PATIENT, seeded } from '../testing/invented.ts';
import {
  changePhase,
  currentPhase,
  endPhases,
  PHASES,
  type PhaseEpisode,
  type PhaseHistory,
  phaseFaults,
  undoPhase,
} from './phase.ts';
import { readPhase, toPhaseObservation, withPeriod } from './phaseResource.ts';

const at = (text: string) => new Date(`2026-${text}Z`);
const episode: PhaseEpisode = { start: at('03-28T10:00') };
const now = at('11-22T09:00');
const change = (history: PhaseHistory, phase: (typeof PHASES)[number], moment: string, more = {}) =>
  changePhase(history, { phase, reason: 'omdat', at: at(moment) }, { episode: { ...episode, ...more }, now });
const unstable = change([], 'unstable', '03-28T10:00');

describe('a phase of palliative care', () => {
  it('begins with the episode, and the next one closes it', () => {
    expect(unstable).toEqual([{ phase: 'unstable', from: episode.start, reason: 'omdat' }]);
    const stable = change(unstable, 'stable', '03-29T01:30');
    expect(stable).toEqual([
      { phase: 'unstable', from: episode.start, until: at('03-29T01:30'), reason: 'omdat' },
      { phase: 'stable', from: at('03-29T01:30'), reason: 'omdat' },
    ]);
    expect(currentPhase(stable)?.phase).toBe('stable');
    expect(phaseFaults(stable, episode)).toEqual([]);
  });

  it('may follow any other: they are not sequential', () => {
    let history = unstable;
    for (const [index, phase] of (['terminal', 'stable', 'deteriorating', 'unstable'] as const).entries())
      history = change(history, phase, `04-0${index + 1}T10:00`);
    expect(history.map(({ phase }) => phase)).toEqual([
      'unstable',
      'terminal',
      'stable',
      'deteriorating',
      'unstable',
    ]);
  });

  it.each(['', '   ', 'x'.repeat(501)])('does not change without a reason of 1 to 500 letters', (reason) => {
    const ask = () =>
      changePhase(unstable, { phase: 'stable', reason, at: at('04-01T10:00') }, { episode, now });
    expect(ask).toThrow(/why the phase changes/);
  });

  it('does not change into itself, into the future, or back before it began', () => {
    expect(() => change(unstable, 'unstable', '04-01T10:00')).toThrow(/in this phase already/);
    expect(() => change(unstable, 'stable', '11-22T09:01')).toThrow(/has not come/);
    expect(() => change(unstable, 'stable', '03-28T10:00')).toThrow(/after it began/);
    expect(() => change(unstable, 'stable', '03-27T10:00')).toThrow(/after it began/);
  });

  it('does not change outside its episode', () => {
    const end = at('05-01T10:00');
    expect(() => change(unstable, 'stable', '05-01T10:00', { end })).toThrow(/before the episode ends/);
    const closed = endPhases(unstable, end);
    expect(currentPhase(closed)).toBeUndefined();
    expect(() => change(closed, 'stable', '04-01T10:00')).toThrow(/episode has ended/);
    expect(endPhases(closed, at('06-01T10:00'))).toBe(closed);
    expect(() => endPhases(unstable, episode.start)).toThrow(/ends after/);
  });

  it('of the bereaved begins with the death, and only then', () => {
    const died = at('04-10T03:15');
    expect(() => change(unstable, 'bereaved', '04-11T10:00')).toThrow(/Record the death first/);
    expect(() => change([], 'bereaved', '04-11T10:00', { died })).toThrow(
      /begins with a phase of the patient/,
    );
    const bereaved = change(unstable, 'bereaved', '04-11T10:00', { died });
    expect(bereaved.map(({ from, until }) => [from, until])).toEqual([
      [episode.start, died],
      [died, undefined],
    ]);
    expect(() => change(bereaved, 'stable', '04-12T10:00', { died })).toThrow(/no other phase/);
    expect(() => change(unstable, 'terminal', '04-10T03:15', { died })).toThrow(/had died/);
  });

  it('that was a mistake is undone, and the one before it runs on', () => {
    expect(undoPhase(change(unstable, 'stable', '04-01T10:00'))).toEqual(unstable);
    expect(undoPhase(unstable)).toEqual([]);
  });

  it('has no gap and no overlap in 1,000 generated histories, over clock changes and leap days too', () => {
    const random = seeded(1000);
    let entries = 0;
    for (let round = 0; round < 1000; round += 1) {
      const { history, span } = generated(random);
      entries += history.length;
      expect(phaseFaults(history, span)).toEqual([]);
      expect(minutesIn(history, span)).toBe(lengthOf(span));
      expect(history.every(({ reason }) => reason !== '')).toBe(true);
    }
    expect(entries).toBeGreaterThan(4000);
  });

  it('that others recorded with a gap, an overlap or out of its episode is named', () => {
    const entry = (from: string, until?: string) => ({
      phase: 'stable' as const,
      from: at(from),
      ...(until === undefined ? {} : { until: at(until) }),
      reason: '',
    });
    const span = { start: at('04-01T00:00'), end: at('04-10T00:00') };
    expect(phaseFaults([], span)).toEqual([]);
    expect(phaseFaults([entry('04-02T00:00', '04-10T00:00')], span)).toEqual(['late-start']);
    expect(phaseFaults([entry('04-01T00:00', '04-09T00:00')], span)).toEqual(['early-end']);
    expect(phaseFaults([entry('04-01T00:00', '04-11T00:00')], span)).toEqual(['after-end']);
    expect(phaseFaults([entry('04-01T00:00')], span)).toEqual(['after-end']);
    const pair = (until: string, from: string) => [entry('04-01T00:00', until), entry(from, '04-10T00:00')];
    expect(phaseFaults(pair('04-03T00:00', '04-04T00:00'), span)).toEqual(['gap']);
    expect(phaseFaults(pair('04-05T00:00', '04-04T00:00'), span)).toEqual(['overlap']);
    expect(phaseFaults([entry('04-01T00:00', '03-01T00:00')], span)).toEqual(['backwards', 'early-end']);
  });

  it('is kept as an observation of its episode and is the same when read back', () => {
    const place = { patientId: PATIENT, episode: 'EpisodeOfCare/e', by: 'PractitionerRole/n' };
    for (const entry of change(unstable, 'stable', '03-29T01:30')) {
      const resource = toPhaseObservation(entry, place);
      expect(readPhase(resource)).toEqual({ episode: 'EpisodeOfCare/e', by: place.by, entry });
      const { until: _, ...running } = entry;
      expect(readPhase(withPeriod(resource, running))?.entry).toEqual(running);
    }
    const [entry] = unstable;
    const resource = entry && toPhaseObservation(entry, place);
    expect(
      readPhase({ ...resource, resourceType: 'Observation', status: 'entered-in-error' }),
    ).toBeUndefined();
    expect(
      readPhase({ ...resource, resourceType: 'Observation', effectivePeriod: { start: '2026-03-28' } }),
    ).toBeUndefined();
  });
});

/** A history by random changes, most of which are refused; some episodes end, some with a death. */
function generated(random: () => number): { history: PhaseHistory; span: PhaseEpisode } {
  const minute = 60_000;
  const start = Date.parse('2023-10-01T00:00Z') + Math.floor(random() * 700 * 1440) * minute;
  const last = start + Math.ceil(random() * 200 * 1440) * minute;
  const died = random() < 0.3 ? { died: new Date(last) } : {};
  const span: PhaseEpisode = { start: new Date(start), ...died };
  let history: PhaseHistory = [];
  for (let step = 0; step < 16; step += 1) {
    // Mostly after the running phase began, sometimes long before it or beyond the end.
    const begun = random() < 0.8 ? (history.at(-1)?.from.getTime() ?? start) : start;
    const wish = {
      phase: oneOf(random, PHASES),
      reason: random() < 0.1 ? ' ' : 'generated',
      at: new Date(begun + Math.floor(random() * random() * 60 * 1440) * minute),
    };
    try {
      history = changePhase(history, wish, { episode: span, now: new Date(last) });
    } catch (error) {
      expect(error).toMatchObject({ name: 'Problem' });
    }
    if (random() < 0.05) history = undoPhase(history);
  }
  const end = new Date(last + minute);
  return { history: endPhases(history, end), span: { ...span, end } };
}

const lengthOf = ({ start, end }: PhaseEpisode) => ((end ?? start).getTime() - start.getTime()) / 60_000;

/** Minutes of the episode, each counted in the phase it lies in: a minute in no phase or in two would show. */
function minutesIn(history: PhaseHistory, span: PhaseEpisode): number {
  if (history.length === 0) return lengthOf(span);
  return history.reduce(
    (sum, { from, until }) => sum + ((until ?? from).getTime() - from.getTime()) / 60_000,
    0,
  );
}
