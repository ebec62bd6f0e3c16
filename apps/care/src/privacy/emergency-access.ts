import { type Caller, type EmergencyGrant, Problem } from '@caecilia/kernel';
import type {
  EmergencyAccess,
  EmergencyAnswer,
  EmergencyWish,
  OpenEmergency,
  RecordDoor,
} from '@caecilia/privacy';
import type { Store } from '@caecilia/store';
import { ROLES } from '../access/policy-roles.ts';
import { reasonKept, reasonRead } from './emergency-reason.ts';
import { contentOf, lookingUpFor } from './names.ts';

/** Roles that the policy table gives emergencies. */
const IN_EMERGENCIES = new Set(ROLES.filter(({ emergency }) => emergency === true).map(({ code }) => code));

/** Whether this role ever has emergency access. */
export function hasEmergencies({ role }: Pick<Caller, 'role'>): boolean {
  return IN_EMERGENCIES.has(role);
}

/** The door of a closed record, over the grants of the store. */
export class RecordDoors implements EmergencyAccess {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async door(caller: Caller, patientId: string): Promise<RecordDoor> {
    if (!hasEmergencies(caller)) return { kind: 'never' };
    const active = await this.#store.emergencies.active(caller, patientId);
    if (active !== undefined) return { kind: 'emergency', access: openOf(active) };
    return (await this.#store.stillAllowed(caller, patientId)) ? { kind: 'open' } : { kind: 'closed' };
  }

  async open(caller: Caller, wish: EmergencyWish): Promise<EmergencyAnswer> {
    if (!hasEmergencies(caller)) throw new Problem('forbidden', 'This role has no emergency access.');
    const { patientId, birthDate, reason, words, hours } = wish;
    const right = await this.#isBorn(caller, patientId, birthDate);
    if (!right) await this.#lineOfWrongBirthDate(caller, patientId);
    // A wrong birth date is asked for as nobody's record: it is refused, and counts.
    const answer = await this.#store.emergencies.grant(caller, {
      patient: right ? patientId : '',
      reason: reasonKept(reason, words),
      hours,
    });
    switch (answer.kind) {
      case 'granted':
        return { kind: 'opened', access: openOf(answer.grant) };
      case 'refused':
        return { kind: 'no-such-patient' };
      case 'blocked':
        return answer;
    }
  }

  async end(caller: Caller, patientId: string): Promise<void> {
    await this.#store.emergencies.end(caller, patientId);
  }

  /** Looked up by the house: the user may not see the record yet. */
  async #isBorn(caller: Caller, patientId: string, birthDate: string): Promise<boolean> {
    const found = await this.#store.session(lookingUpFor(caller)).read('Patient', patientId);
    return found !== undefined && contentOf(found).birthDate === birthDate;
  }

  async #lineOfWrongBirthDate(caller: Caller, patient: string): Promise<void> {
    await this.#store.log.write({
      event: 'break-glass',
      action: 'E',
      outcome: 4,
      caller,
      patient,
      detail: 'another birth date, or no such patient',
    });
  }
}

function openOf({ id, patient, from, until, reason }: EmergencyGrant): OpenEmergency {
  return { id, patientId: patient, from, until, ...reasonRead(reason) };
}
