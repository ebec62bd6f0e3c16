import { elementOf } from '@caecilia/fhir';
import { type Caller, type EmergencyGrant, Problem } from '@caecilia/kernel';
import type {
  EmergencyAccess,
  EmergencyAnswer,
  EmergencyWish,
  NamedPatient,
  OpenEmergency,
  RecordDoor,
} from '@caecilia/privacy';
import type { Store } from '@caecilia/store';
import { ROLES } from '../access/policy-roles.ts';
import type { ReadSearch } from '../read-search.ts';
import { reasonKept, reasonRead } from './emergency-reason.ts';
import { contentOf } from './names.ts';

/** Steps up in the directory: ward, clinic, hospital, foundation. */
const MOST_ABOVE = 4;

/** Roles that the policy table gives emergencies. */
const IN_EMERGENCIES = new Set(ROLES.filter(({ emergency }) => emergency === true).map(({ code }) => code));

/** Whether this role ever has emergency access. */
export function hasEmergencies({ role }: Pick<Caller, 'role'>): boolean {
  return IN_EMERGENCIES.has(role);
}

/** The door of a closed record, over the grants of the store. */
export class RecordDoors implements EmergencyAccess {
  readonly #store: Store;
  readonly #readSearch: ReadSearch;

  readonly #alert: (facts: object, sentence: string) => void;

  constructor(store: Store, readSearch: ReadSearch, alert: (facts: object, sentence: string) => void) {
    this.#alert = alert;
    this.#store = store;
    this.#readSearch = readSearch;
  }

  async door(caller: Caller, patientId: string): Promise<RecordDoor> {
    if (!hasEmergencies(caller)) return { kind: 'never' };
    const active = await this.#store.emergencies.active(caller, patientId);
    if (active !== undefined) return { kind: 'emergency', access: openOf(active) };
    // Relations open nothing while the log takes no lines: who treats this patient needs an emergency as well.
    if (this.#store.logRefusedSince() !== undefined) return { kind: 'closed', because: 'log-refused' };
    return (await this.#store.stillAllowed(caller, patientId)) ? { kind: 'open' } : { kind: 'closed' };
  }

  async open(caller: Caller, wish: EmergencyWish): Promise<EmergencyAnswer> {
    if (!hasEmergencies(caller)) throw new Problem('forbidden', 'This role has no emergency access.');
    const { patient, birthDate, reason, words, hours } = wish;
    const right = await this.#rightOne(caller, patient, birthDate);
    if (right === undefined) await this.#lineOfWrongBirthDate(caller, patient);
    // A wrong number or birth date is asked for as nobody's record: it is refused, and counts.
    const answer = await this.#store.emergencies.grant(caller, {
      patient: right ?? '',
      reason: reasonKept(reason, words),
      hours,
      within: await this.#above(caller),
    });
    switch (answer.kind) {
      case 'granted':
        return { kind: 'opened', access: openOf(answer.grant) };
      case 'refused':
        return { kind: 'no-such-patient' };
      case 'blocked':
        this.#alert(
          { event: 'emergencies-blocked', user: caller.id, until: answer.until },
          'somebody asked for emergency access ten times within an hour, or more: blocked',
        );
        return answer;
    }
  }

  async end(caller: Caller, patientId: string): Promise<void> {
    await this.#store.emergencies.end(caller, patientId);
  }

  /** Looked up by the house: the user may not see the record yet. Two with the same number and birth date are nobody. */
  async #rightOne(caller: Caller, patient: NamedPatient, birthDate: string): Promise<string | undefined> {
    const asked =
      'id' in patient
        ? patient.id
        : this.#readSearch(
            ['Patient'],
            [
              ['identifier', patient.number],
              ['birthdate', birthDate],
              ['_count', '5'],
            ],
          );
    const found = await this.#store.emergencies.lookUp(caller, asked);
    const [one, ...more] = found.filter((version) => contentOf(version).birthDate === birthDate);
    return more.length === 0 ? one?.id : undefined;
  }

  /**
   * What the caller's organisation is a part of, by the directory: a ward or a team asks for what its hospital holds.
   * While the log takes no lines the directory cannot be asked; then it is the own organisation alone.
   */
  async #above(caller: Caller): Promise<readonly string[]> {
    const found: string[] = [];
    let at = caller.organization;
    while (at !== undefined && found.length < MOST_ABOVE && this.#store.logRefusedSince() === undefined) {
      const [, id] = /^Organization\/([A-Za-z0-9.-]{1,64})$/.exec(at) ?? [];
      const read = id === undefined ? undefined : await this.#store.session(caller).read('Organization', id);
      const { reference } = elementOf(read && !read.deleted ? contentOf(read).partOf : undefined);
      at = typeof reference === 'string' && !found.includes(reference) ? reference : undefined;
      if (at !== undefined) found.push(at);
    }
    return found;
  }

  async #lineOfWrongBirthDate(caller: Caller, patient: NamedPatient): Promise<void> {
    await this.#store.log.write({
      event: 'break-glass',
      action: 'E',
      outcome: 4,
      caller,
      ...('id' in patient ? { patient: patient.id } : {}),
      detail: 'another number or birth date, or no such patient',
    });
  }
}

function openOf({ id, patient, from, until, reason }: EmergencyGrant): OpenEmergency {
  return { id, patientId: patient, from, until, ...reasonRead(reason) };
}
