import { type Caller, dayPlus, EMERGENCIES_BLOCKED_FROM, Problem } from '@caecilia/kernel';
import type {
  EmergencyAccess,
  EmergencyAnswer,
  EmergencyWish,
  OpenEmergency,
  RecordDoor,
} from '../emergency.ports.ts';
import type {
  ClosePerson,
  Mandate,
  MandateScope,
  Mandates,
  SharingPermission,
  SharingPermissions,
} from '../mandates.ports.ts';
import type { RecordRequest, RecordRequests, RequestKind } from '../requests.ports.ts';
import type { HandmadeReview } from './handmadeTrail.ts';

const HOUR_MS = 3_600_000;

/** The invented BSN of a patient. */
const NUMBERS: ReadonlyMap<string, string> = new Map([['999990019', 'demo-wilhelmina']]);

/** Break-glass in memory: one patient with a birth date, ten tries in an hour. */
export class HandmadeEmergency implements EmergencyAccess {
  readonly grants = new Map<string, OpenEmergency>();
  readonly tries = new Map<string, number>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  async door(caller: Caller, patientId: string): Promise<RecordDoor> {
    if (!['ward-nurse', 'consult-nurse'].includes(caller.role)) return { kind: 'never' };
    if (caller.id === 'Practitioner/in-team') return { kind: 'open' };
    const access = this.grants.get(`${caller.id} ${patientId}`);
    return access ? { kind: 'emergency', access } : { kind: 'closed' };
  }

  async open(caller: Caller, wish: EmergencyWish): Promise<EmergencyAnswer> {
    const tries = (this.tries.get(caller.id) ?? 0) + 1;
    this.tries.set(caller.id, tries);
    const after = (ms: number) => new Date(this.#now().getTime() + ms).toISOString();
    if (tries >= EMERGENCIES_BLOCKED_FROM) return { kind: 'blocked', until: after(HOUR_MS) };
    const named = 'id' in wish.patient ? wish.patient.id : NUMBERS.get(wish.patient.number);
    if (named !== 'demo-wilhelmina' || wish.birthDate !== '1948-02-14') return { kind: 'no-such-patient' };
    const access: OpenEmergency = {
      id: `emergency-${String(tries)}`,
      patientId: named,
      from: after(0),
      until: after(wish.hours * HOUR_MS),
      reason: wish.reason,
      words: wish.words,
    };
    this.grants.set(`${caller.id} ${named}`, access);
    return { kind: 'opened', access };
  }

  async end(caller: Caller, patientId: string): Promise<void> {
    this.grants.delete(`${caller.id} ${patientId}`);
  }
}

/** Mandates in memory. */
export class HandmadeMandates implements Mandates {
  readonly scopes: readonly MandateScope[] = ['appointments', 'messages', 'diary'];
  mandates: readonly Mandate[] = [
    {
      id: 'm-1',
      person: { reference: 'RelatedPerson/demo-gerrit', name: 'Gerrit Voorbeeld', relation: 'echtgenoot' },
      kind: 'representative',
      scopes: [],
      from: '2026-01-10',
      byLaw: true,
    },
    {
      id: 'm-2',
      person: { reference: 'RelatedPerson/demo-anna', name: 'Anna Voorbeeld', relation: 'dochter' },
      kind: 'carer',
      scopes: ['appointments', 'diary'],
      from: '2026-06-01',
      until: '2027-06-01',
      byLaw: false,
    },
  ];

  async list(): Promise<readonly Mandate[]> {
    return this.mandates;
  }

  async candidates(): Promise<readonly ClosePerson[]> {
    return [{ reference: 'RelatedPerson/demo-piet', name: 'Piet Proef', relation: 'broer' }];
  }

  async give(
    _caller: Caller,
    _patientId: string,
    {
      person,
      ...mandate
    }: { readonly person: string; readonly scopes: readonly MandateScope[]; readonly until?: string },
  ): Promise<void> {
    this.mandates = [
      ...this.mandates,
      {
        ...mandate,
        id: 'm-3',
        person: { reference: person, name: 'Piet Proef', relation: 'broer' },
        kind: 'carer',
        byLaw: false,
      },
    ];
  }

  async withdraw(_caller: Caller, _patientId: string, mandateId: string): Promise<void> {
    this.mandates = this.mandates.filter(({ id }) => id !== mandateId);
  }
}

/** Sharing in memory. */
export class HandmadeSharing implements SharingPermissions {
  permissions: readonly SharingPermission[] = [
    {
      organizationType: 'hospital',
      name: { nl: 'Ziekenhuizen', en: 'Hospitals' },
      state: 'given',
      since: '2026-03-02',
    },
    {
      organizationType: 'out-of-hours',
      name: { nl: 'Huisartsenspoedposten', en: 'Out-of-hours practices' },
      state: 'unasked',
    },
    {
      organizationType: 'pharmacy',
      name: { nl: 'Apotheken', en: 'Pharmacies' },
      state: 'refused',
      since: '2026-03-02',
    },
  ];

  async list(): Promise<readonly SharingPermission[]> {
    return this.permissions;
  }

  async set(
    _caller: Caller,
    _patientId: string,
    organizationType: string,
    state: 'given' | 'refused',
  ): Promise<void> {
    this.permissions = this.permissions.map((each) =>
      each.organizationType === organizationType ? { ...each, state, since: '2026-11-23' } : each,
    );
  }
}

/** Requests in memory; a question about the log goes to the review list. */
export class HandmadeRequests implements RecordRequests {
  requests: readonly RecordRequest[] = [
    {
      id: 'r-1',
      kind: 'export',
      state: 'ready',
      askedAt: '2026-11-20T10:00:00Z',
      dueBy: '2026-12-20',
      download: { path: '/privacy/my-record/copy', until: '2026-11-27T10:00:00Z' },
      patient: { id: 'demo-wilhelmina', label: 'W. Voorbeeld-de Proef' },
    },
    {
      id: 'r-2',
      kind: 'destruction',
      state: 'received',
      askedAt: '2026-08-10T10:00:00Z',
      dueBy: '2026-11-10',
      words: 'De brief van mijn vorige huisarts.',
      patient: { id: 'demo-emily', label: 'E. Sample' },
    },
    {
      id: 'r-3',
      kind: 'destruction',
      state: 'granted',
      interrupted: true,
      askedAt: '2026-10-10T10:00:00Z',
      dueBy: '2027-01-10',
      answer: 'Alles is gewist.',
      patient: { id: 'demo-hendrika', label: 'H. Verzinsel' },
    },
  ];
  readonly #now: () => Date;
  readonly #review: HandmadeReview;

  constructor(now: () => Date, review: HandmadeReview) {
    this.#now = now;
    this.#review = review;
  }

  async list(_caller: Caller, patientId: string): Promise<readonly RecordRequest[]> {
    return this.requests.filter(({ patient }) => patient?.id === patientId);
  }

  async ask(
    _caller: Caller,
    patientId: string,
    wish: { readonly kind: RequestKind; readonly words?: string; readonly logLine?: string },
  ): Promise<RecordRequest> {
    const askedAt = this.#now().toISOString();
    const dueBy = dayPlus(askedAt.slice(0, 10), wish.kind === 'destruction' ? 92 : 31);
    const patient = { id: patientId, label: 'W. Voorbeeld-de Proef' };
    const request: RecordRequest = {
      id: `r-${String(this.requests.length + 1)}`,
      state: 'received',
      askedAt,
      dueBy,
      patient,
      ...wish,
    };
    this.requests = [request, ...this.requests];
    if (wish.kind === 'question')
      this.#review.items.set(request.id, {
        id: request.id,
        kind: 'patient',
        at: askedAt,
        patient,
        reasons: [],
        words: wish.words ?? '',
        decisions: [],
      });
    return request;
  }

  async withdraw(_caller: Caller, _patientId: string, requestId: string): Promise<void> {
    this.#change(requestId, { state: 'withdrawn' });
  }

  async open(): Promise<readonly RecordRequest[]> {
    const waiting = this.requests.filter(
      ({ state, kind, interrupted }) =>
        kind !== 'question' && (interrupted || state === 'received' || state === 'in-progress'),
    );
    return waiting.toSorted((one, other) => (one.dueBy < other.dueBy ? -1 : 1));
  }

  async find(_caller: Caller, requestId: string): Promise<RecordRequest | undefined> {
    return this.requests.find(({ id }) => id === requestId);
  }

  async decide(
    _caller: Caller,
    requestId: string,
    decision: { readonly state: 'in-progress' | 'granted' | 'partly' | 'refused'; readonly answer: string },
  ): Promise<void> {
    this.#change(requestId, decision);
  }

  async goOn(_caller: Caller, requestId: string): Promise<void> {
    this.requests = this.requests.map((each) => {
      const { interrupted, ...finished } = each;
      return each.id === requestId && interrupted ? finished : each;
    });
  }

  #change(requestId: string, change: Partial<RecordRequest>): void {
    if (!this.requests.some(({ id }) => id === requestId))
      throw new Problem('not-found', 'There is no such request.');
    this.requests = this.requests.map((each) => (each.id === requestId ? { ...each, ...change } : each));
  }
}
