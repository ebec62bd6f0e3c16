import { Problem } from '@caecilia/kernel';
import type { ConfidentialNotes } from './consultation.ports.ts';
import { confidentialDisciplineOf, toNoteResources } from './notes/confidentialNote.ts';
import { type ConsultationHouse, doingOf } from './overRecord.ts';

/** Confidential notes over the record. The access rule, not this module, keeps them from other disciplines. */
export function notesOverRecord(house: ConsultationHouse): ConfidentialNotes {
  return {
    async write(caller, { patient, note, sharedOutcome }) {
      const discipline = confidentialDisciplineOf(caller.role);
      if (discipline === undefined)
        throw new Problem(
          'forbidden',
          'Confidential notes are for spiritual care and social work, each their own.',
        );
      const { by, at } = doingOf(house, caller);
      return await house.session(caller).transaction(async (transaction) => {
        const ids = {
          note: transaction.newId('ClinicalImpression', patient),
          outcome: transaction.newId('ClinicalImpression', patient),
        };
        const made = toNoteResources({ patient, discipline, by, at, note, sharedOutcome }, ids);
        await transaction.write([
          { kind: 'create', id: ids.outcome, resource: made.outcome },
          { kind: 'create', id: ids.note, resource: made.note },
        ]);
        return ids;
      });
    },
  };
}
