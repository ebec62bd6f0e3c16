import { differences } from '@caecilia/ui';
import { describe, expect, it } from 'vitest';
import { DISCIPLINES, DOMAINS, SOURCES, URGENCIES } from './codes.ts';
import { en } from './messages.en.ts';
import { nl } from './messages.nl.ts';
import { REQUEST_FIELDS } from './request/parseRequest.ts';
import { AGREEMENTS, STATES } from './request/request.ts';
import { ACTS } from './request/states.ts';

describe('the words of consultations', () => {
  it('exist in both languages, with the same values to fill in', () => {
    expect(differences({ nl, en })).toEqual([]);
  });

  it('name every state, field, urgency, domain, source, discipline, answer and act', () => {
    const keys = [
      ...STATES.flatMap((each) => [`state.${each}`, `requester.${each}`]),
      ...REQUEST_FIELDS.map((each) => `field.${each}`),
      ...URGENCIES.map((each) => `urgency.${each}`),
      ...DOMAINS.map((each) => `domain.${each}`),
      ...SOURCES.map((each) => `source.${each}`),
      ...DISCIPLINES.map((each) => `discipline.${each}`),
      ...AGREEMENTS.map((each) => `answer.${each}`),
      ...Object.keys(ACTS).map((each) => `act.${each}`),
    ];
    expect(keys.filter((key) => !(key in nl))).toEqual([]);
  });
});
