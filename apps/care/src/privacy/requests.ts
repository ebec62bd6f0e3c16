import { randomUUID } from 'node:crypto';
import { type Caller, civilDay, Problem } from '@caecilia/kernel';
import {
  answerDueBy,
  assertExecutable,
  decideDestruction,
  type RecordRequest,
  type RecordRequests,
  type RequestKind,
  requestDestruction,
} from '@caecilia/privacy';
import type { Store } from '@caecilia/store';
import { type KeptRequest, requestIn } from './kept-request.ts';
import type { Names } from './names.ts';
import { requireOfficer } from './require-officer.ts';

/** What requests about a record stand on. */
export interface RequestParts {
  readonly store: Store;
  readonly now: () => Date;
  readonly timeZone: string;
  readonly names: Names;
  readonly patientOf: (caller: Caller) => Promise<string | undefined>;
}

const WAITING = "state in ('received', 'in-progress')";
/** Granted, and not carried out to its end. */
const INTERRUPTED = "kind = 'destruction' and state = 'granted' and proof is null";

type Decision = Parameters<RecordRequests['decide']>[2];

/** Requests in the database. A copy is there at once; correction and destruction wait for the privacy officer. */
export class KeptRequests implements RecordRequests {
  readonly #parts: RequestParts;

  constructor(parts: RequestParts) {
    this.#parts = parts;
  }

  async list(caller: Caller, patientId: string): Promise<readonly RecordRequest[]> {
    await this.#requireOwn(caller, patientId);
    await this.#logged(caller, patientId, 'list', 'R');
    return await this.#find('where patient = $1 order by asked_at desc, id', [patientId]);
  }

  async ask(
    caller: Caller,
    patientId: string,
    wish: { readonly kind: RequestKind; readonly words?: string; readonly logLine?: string },
  ): Promise<RecordRequest> {
    await this.#requireOwn(caller, patientId);
    const { store, now, timeZone } = this.#parts;
    const { kind, words, logLine } = wish;
    const askedAt = now().toISOString();
    // A question is answered as soon as a copy is.
    const due = answerDueBy(kind === 'question' ? 'export' : kind, askedAt);
    const [id, dueBy] = [randomUUID(), civilDay(new Date(due), timeZone)];
    await this.#logged(caller, patientId, `asked: ${kind}`);
    await store.sql.query(
      {
        text: `insert into privacy.request (id, kind, state, patient, asked_by, asked_at, due_by, words, log_line)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      },
      [
        id,
        kind,
        kind === 'export' ? 'ready' : 'received',
        patientId,
        caller.id,
        askedAt,
        dueBy,
        words ?? null,
        logLine ?? null,
      ],
    );
    return await this.#get(id);
  }

  async withdraw(caller: Caller, patientId: string, requestId: string): Promise<void> {
    await this.#requireOwn(caller, patientId);
    const request = await this.#get(requestId);
    if (request.patient.id !== patientId) throw noRequest();
    await this.#logged(caller, patientId, `withdrawn: ${request.kind}`);
    await this.#change(requestId, { state: 'withdrawn' }, WAITING);
  }

  async open(caller: Caller): Promise<readonly RecordRequest[]> {
    requireOfficer(caller);
    await this.#logged(caller, undefined, 'list', 'R');
    const found = await this.#find(
      `where (${WAITING} or (${INTERRUPTED})) and kind <> 'question' order by due_by, id limit 200`,
      [],
    );
    return await this.#named(caller, found);
  }

  async find(caller: Caller, requestId: string): Promise<RecordRequest | undefined> {
    requireOfficer(caller);
    const [found] = await this.#named(
      caller,
      await this.#find("where id = $1 and kind <> 'question'", [requestId]),
    );
    await this.#logged(caller, found?.patient.id, found?.kind ?? 'not found', 'R');
    return found;
  }

  async decide(caller: Caller, requestId: string, { state, answer }: Decision): Promise<void> {
    requireOfficer(caller);
    const request = await this.#get(requestId);
    if (request.kind === 'question' || request.kind === 'export') throw noRequest();
    const destroys = request.kind === 'destruction' && state === 'granted';
    if (request.kind === 'destruction' && state === 'partly')
      throw new Problem(
        'business-rule',
        'A record is destroyed as a whole, or not; correct what is left out.',
      );
    const at = this.#parts.now().toISOString();
    if (destroys) this.#assertMayDestroy(request, { by: caller.id, at, reason: answer });
    await this.#logged(caller, request.patient.id, `${request.kind}: ${state}`);
    const decided = { decided_by: caller.id, decided_at: at };
    await this.#change(requestId, { state, answer: answer === '' ? null : answer, ...decided }, WAITING);
    if (destroys) await this.#destroy(request);
  }

  async goOn(caller: Caller, requestId: string): Promise<void> {
    requireOfficer(caller);
    const request = await this.#get(requestId);
    const { interrupted, decided, answer = '' } = request;
    if (interrupted !== true || decided === undefined)
      throw new Problem('conflict', 'This destruction was finished meanwhile, or it was never granted.');
    this.#assertMayDestroy(request, { ...decided, reason: answer });
    await this.#logged(caller, request.patient.id, 'destruction: gone on with');
    await this.#destroy(request);
  }

  /** Questions about the log, for the review list; of every state. */
  async questions(): Promise<readonly (KeptRequest & { readonly logLine?: string })[]> {
    return await this.#find("where kind = 'question' order by asked_at desc limit 500", []);
  }

  /** The answer to a question, where the privacy officer gave one. */
  async answerQuestion(requestId: string, by: Caller, answer: string | undefined): Promise<void> {
    const state = answer === undefined ? 'in-progress' : 'granted';
    const decided = { decided_by: by.id, decided_at: this.#parts.now().toISOString() };
    await this.#change(requestId, { state, ...(answer ? { answer } : {}), ...decided }, "kind = 'question'");
  }

  /** The request for a copy, while it may be fetched by this caller; undefined otherwise. */
  async copyFor(caller: Caller, requestId: string): Promise<string | undefined> {
    const patient = await this.#parts.patientOf(caller);
    const [found] = await this.#find("where id = $1 and kind = 'export'", [requestId]);
    return found?.download !== undefined && found.patient.id === patient ? patient : undefined;
  }

  /** Whoever answers a patient must know whom. */
  async #named(caller: Caller, requests: readonly KeptRequest[]): Promise<readonly KeptRequest[]> {
    const names = await this.#parts.names.patients(
      caller,
      requests.map(({ patient }) => patient.id),
    );
    return requests.map((request) => {
      const label = names.get(request.patient.id);
      return label === undefined ? request : { ...request, patient: { ...request.patient, label } };
    });
  }

  #assertMayDestroy(
    request: KeptRequest,
    decision: { readonly by: string; readonly at: string; readonly reason: string },
  ): void {
    const now = this.#parts.now();
    const asked = requestDestruction({
      id: request.id,
      patient: request.patient.id,
      ground: 'patientRequest',
      askedAt: request.askedAt,
      recordedBy: request.askedBy,
    });
    // What stands in the way of it (a dispute, somebody else's interest) is what the officer decides on.
    const decided = decideDestruction(asked, { granted: true, ...decision });
    assertExecutable(decided, { lastChange: now.toISOString(), blocks: [] }, now);
  }

  /** Where there is nothing to destroy the request waits again; after any other failure it is interrupted. */
  async #destroy({ id, patient }: KeptRequest): Promise<void> {
    const house: Caller = { id: 'system:retention', role: 'system', scope: { kind: 'everything' } };
    const order = { patient: patient.id, decision: `request ${id}`, caller: house };
    const proof = await this.#parts.store.destroyPatient(order).catch(async (error: unknown) => {
      if (error instanceof Problem && error.code === 'not-found')
        await this.#change(id, { state: 'in-progress' }, INTERRUPTED);
      throw error;
    });
    // The words of the patient are part of what was to go.
    await this.#parts.store.sql.query(
      {
        text: `update privacy.request set words = null, proof = case when id = $1 then $2 else proof end
          where patient = $3`,
      },
      [id, proof.id, patient.id],
    );
  }

  async #requireOwn(caller: Caller, patientId: string): Promise<void> {
    if ((await this.#parts.patientOf(caller)) !== patientId)
      throw new Problem('forbidden', 'These requests are of the patient, and of who represents them.');
  }

  async #logged(
    caller: Caller,
    patient: string | undefined,
    detail: string,
    action: 'R' | 'E' = 'E',
  ): Promise<void> {
    await this.#parts.store.log.write({
      event: 'operation',
      action,
      outcome: 0,
      caller,
      ...(patient === undefined ? {} : { patient }),
      detail: `request ${detail}`,
    });
  }

  async #change(
    id: string,
    change: Readonly<Record<string, string | null>>,
    condition: string,
  ): Promise<void> {
    const names = Object.keys(change);
    const set = names.map((name, index) => `${name} = $${index + 2}`).join(', ');
    const changed = await this.#parts.store.sql.query(
      { text: `update privacy.request set ${set} where id = $1 and ${condition} returning id` },
      [id, ...Object.values(change)],
    );
    if (changed.length === 0)
      throw new Problem('conflict', 'This request was decided or withdrawn meanwhile.');
  }

  async #get(id: string): Promise<KeptRequest> {
    const [found] = await this.#find('where id = $1', [id]);
    if (found === undefined) throw noRequest();
    return found;
  }

  async #find(where: string, params: readonly string[]): Promise<readonly KeptRequest[]> {
    const rows = await this.#parts.store.sql.query(
      { text: `select * from privacy.request ${where}` },
      params,
    );
    return rows.map((row) => requestIn(row, this.#parts.now()));
  }
}

function noRequest(): Problem {
  return new Problem('not-found', 'There is no such request.');
}
