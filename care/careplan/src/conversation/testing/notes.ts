import type { ConversationNotes, LimitNotes } from '../notes.ts';

/** A short conversation with an invented patient and her brother; a test says what else was said. */
export function notesOf(more: Partial<ConversationNotes> = {}): ConversationNotes {
  return {
    on: '2026-11-20T14:00:00+01:00',
    at: 'home',
    patient: { name: { given: 'Test', family: 'Proefpersoon' }, birthDate: '1950-05-05' },
    professional: { name: { family: 'Fictief' }, function: '01.000', reference: 'PractitionerRole/test' },
    patientPresent: true,
    persons: [],
    limits: {},
    otherLimits: [],
    ...more,
  };
}

/** A limit on which the patient and who leads the conversation agree. */
export function limit(state: LimitNotes['state'], more: Partial<LimitNotes> = {}): LimitNotes {
  return { state, parties: ['patient', 'professional'], because: 'omdat het zo is', ...more };
}
