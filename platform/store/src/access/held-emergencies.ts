import type { Caller, EmergencyGrant } from '@caecilia/kernel';

/**
 * Emergencies that were asked for or ended while the database took no changes: in the memory of this process, until they
 * are in the database. They are in the spool as well; another server on the same database does not know of them.
 */
export class HeldEmergencies {
  readonly #grants = new Map<string, EmergencyGrant>();

  /** Keeps an emergency as it is now. */
  keep(grant: EmergencyGrant): void {
    this.#grants.set(grant.id, grant);
  }

  /** The grant of this user for this patient (logical id) that holds at an instant. */
  active(user: string, patient: string, nowMs: number): EmergencyGrant | undefined {
    for (const grant of this.#grants.values())
      if (grant.user === user && grant.patient === patient && holds(grant, nowMs)) return grant;
    return undefined;
  }

  /** The same for a caller who makes use of it. */
  usedBy({ id, emergency }: Caller, nowMs: number): EmergencyGrant | undefined {
    if (emergency === undefined || this.#grants.size === 0) return undefined;
    return this.active(id, emergency.patient, nowMs);
  }

  /** Whether an emergency that the database still has as open was ended here. */
  hasEnded(id: string, nowMs: number): boolean {
    const known = this.#grants.get(id);
    return known !== undefined && !holds(known, nowMs);
  }

  /** Instants at which this user asked after an instant, in no order. */
  askedAfter(user: string, afterMs: number): readonly number[] {
    return [...this.#grants.values()]
      .filter((grant) => grant.user === user)
      .map(({ from }) => Date.parse(from))
      .filter((asked) => asked > afterMs);
  }

  /** Takes out what stands in the database now; not what was ended after that. */
  forget(grants: readonly EmergencyGrant[]): void {
    for (const { id, until } of grants) if (this.#grants.get(id)?.until === until) this.#grants.delete(id);
  }
}

function holds({ outcome, until }: EmergencyGrant, nowMs: number): boolean {
  return outcome === 'granted' && Date.parse(until) > nowMs;
}
