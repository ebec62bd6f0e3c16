import { createElement as h } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { GlanceLimit } from '../glance/glance.ts';
import type { LimitState } from '../plan.ts';
import { parsePlanDate } from '../reading/planDate.ts';
import { LimitStrip, LimitsInFull } from './glance.ts';
import { messagesIn } from './messages.ts';

const limit = (key: string, state: LimitState, more: Partial<GlanceLimit> = {}): GlanceLimit => ({
  key,
  treatment: key,
  state,
  current: [],
  ...more,
});
const view = { t: messagesIn('nl'), language: 'nl', recordLanguage: 'nl', patientId: 'p' } as const;
const items = (html: string) =>
  html
    .split('<li')
    .slice(1)
    .map((each) =>
      each
        .replace(/^[^>]*>/, '')
        .replace(/<svg.*?<\/svg>/g, '')
        .replace(/<[^>]*>/g, '')
        .trim(),
    );
const strip = (limits: readonly GlanceLimit[]) =>
  items(renderToStaticMarkup(h(LimitStrip, { limits, view })));

describe('the strip of limits', () => {
  it('says what was agreed first and each by itself, and the rest by the state they share, each by its name', () => {
    expect(
      strip([
        limit('IC', 'notDiscussed'),
        limit('Reanimatie', 'doNot'),
        limit('Bloed', 'notDiscussed'),
        limit('Opname', 'onlyIf'),
        limit('ICD', 'unknown'),
      ]),
    ).toEqual([
      'Reanimatie Niet doen',
      'Opname Alleen als …',
      'ICD Onbekend',
      'IC, Bloed Nog niet besproken',
    ]);
  });

  it('never says two agreements together, nor a contradiction, nor what cannot be read', () => {
    const states: readonly LimitState[] = [
      'doNot',
      'doNot',
      'contradiction',
      'contradiction',
      'unreadable',
      'unreadable',
    ];
    expect(strip(states.map((state, index) => limit(`T${index}`, state)))).toHaveLength(states.length);
  });

  it('keeps not discussed and unknown apart, and names every one of them', () => {
    const all = strip([
      limit('A', 'unknown'),
      limit('B', 'notDiscussed'),
      limit('C', 'unknown'),
      limit('D', 'notDiscussed'),
    ]);
    expect(all).toEqual(['B, D Nog niet besproken', 'A, C Onbekend']);
  });

  it('gives each in full on request, with its condition and since when', () => {
    const original = { type: 'Consent', id: 'c', status: 'active' } as const;
    const recorded = parsePlanDate('2026-11-20', 'Europe/Amsterdam');
    const html = renderToStaticMarkup(
      h(LimitsInFull, {
        limits: [
          limit('Opname', 'onlyIf', {
            current: [
              {
                kind: 'onlyIf',
                condition: 'alleen als het thuis niet gaat',
                original,
                ...(recorded ? { recorded } : {}),
              },
            ],
          }),
          limit('IC', 'notDiscussed'),
        ] as readonly GlanceLimit[],
        view,
      }),
    );
    expect(items(html)).toEqual([
      'Opname: Alleen als het thuis niet gaat (20 nov 2026)',
      'IC: Nog niet besproken',
    ]);
  });
});
