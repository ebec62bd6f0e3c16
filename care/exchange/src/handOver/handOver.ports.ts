import type { Caller } from '@caecilia/kernel';
import type { Channel, Ground, HandOver, HandOverEvent, OrganizationReference } from './handOver.ts';

/** What a sender says of a new hand-over. */
export interface HandOverDraft {
  readonly patientId: string;
  readonly channel: Channel;
  readonly ground: Ground;
  readonly standard: string;
  readonly team: string;
  readonly role: string;
  readonly to: { readonly reference: OrganizationReference; readonly name: string };
  /** The one person whom a link is for. */
  readonly person?: NonNullable<HandOver['person']>;
  /** What is asked of the recipient. */
  readonly asked?: string;
  /** Documents that go along; who makes it was judged for each. */
  readonly attached?: NonNullable<HandOver['attached']>;
  /** Until when it can be looked at; a week from now where nothing is said. */
  readonly until?: Date;
  /** Digests of the secrets that were made for it. */
  readonly digest?: string;
  readonly codeDigest?: string;
}

/** Hand-overs of the house. */
export interface HandOvers {
  /**
   * Makes one, as the caller may for this patient. `clientId` is the number of the form: a form that is sent twice makes
   * one hand-over.
   */
  make(caller: Caller, draft: HandOverDraft, clientId: string): Promise<HandOver>;
  /** Those of a patient whom the caller may see, newest first. */
  ofPatient(caller: Caller, patientId: string): Promise<readonly HandOver[]>;
  /** One that the caller may see as who treats the patient. Throws `Problem('not-found')`. */
  seen(caller: Caller, id: string): Promise<HandOver>;
  /** One by its id, whoever asks: the caller was judged before. */
  kept(caller: Caller, id: string): Promise<HandOver | undefined>;
  /** Those for one organisation that are open now, newest first; who asks was judged before. */
  for(caller: Caller, organization: OrganizationReference): Promise<readonly HandOver[]>;
  /** The one that a secret names by its digest, open or not; undefined: none. */
  named(caller: Caller, digest: string): Promise<HandOver | undefined>;
  /** Writes down what happened. Twice the same is once. Throws `Problem('not-found')`. */
  record(caller: Caller, id: string, event: HandOverEvent): Promise<HandOver>;
  /** Gives it another secret: the one before opens nothing any more. */
  renew(caller: Caller, id: string, digest: string): Promise<HandOver>;
  /** Gives a link another secret and another code, and lets another browser open it; those before open nothing any more. */
  renewLink(
    caller: Caller,
    id: string,
    digests: { readonly digest: string; readonly code: string },
  ): Promise<HandOver>;
  /**
   * Says in which browser a link was opened. Only the first counts: whoever asks compares what stands in the answer with
   * their own.
   */
  bind(caller: Caller, id: string, device: string): Promise<HandOver>;
  /** Counts a wrong code for a link. The one that closes it gives the sender's team a task. */
  wrongCode(caller: Caller, id: string): Promise<HandOver>;
  /** Those to send again by themselves, at this moment. */
  toTry(caller: Caller): Promise<readonly HandOver[]>;
  /**
   * Gives the sender's team one task for each hand-over that nobody opened within 24 hours, and says how many it gave.
   * It may run at any time, twice at once and in several processes.
   */
  tellUnread(caller: Caller): Promise<number>;
}
