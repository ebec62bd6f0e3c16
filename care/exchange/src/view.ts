import type { Attached, Channel, DeliveryState, Failure, Ground, ReadBy } from './handOver/handOver.ts';

/** What the app of the daily work is told of hand-overs. Instants are milliseconds since the epoch. */

/** Who did something, as far as a screen names them. */
export interface SaidBy {
  readonly at: number;
  readonly name?: string;
  readonly practice?: string;
}

/** What a recipient answered. */
export interface AnswerView extends SaidBy {
  readonly words: string;
}

/** A hand-over as its sender sees it. */
export interface HandOverView {
  readonly id: string;
  readonly state: DeliveryState;
  /** Whether it can be looked at now. */
  readonly isOpen: boolean;
  /** A link that was closed by wrong codes. */
  readonly isLocked: boolean;
  /** Nobody opened it for a day. */
  readonly isUnread: boolean;
  readonly channel: Channel;
  readonly ground: Ground;
  readonly standard: string;
  readonly to: { readonly reference: string; readonly name: string };
  /** The one person whom a link is for. */
  readonly person?: { readonly name: string; readonly email: string };
  readonly asked?: string;
  /** Documents that went along. */
  readonly attached: readonly Attached[];
  readonly sender: string;
  readonly madeAt: number;
  readonly until: number;
  readonly notified?: SaidBy;
  readonly delivered?: SaidBy;
  readonly opened?: SaidBy & { readonly how: ReadBy };
  readonly withdrawn?: SaidBy;
  readonly failure?: Failure;
  /** Newest first. */
  readonly answers: readonly AnswerView[];
}

/** Why a channel is not offered for a recipient. */
export type WhyNot = 'no-account' | 'no-mail' | 'no-system' | 'objected' | 'not-in-team';

/** A channel, and why it cannot be used for this recipient where it cannot. */
export interface ChannelView {
  readonly channel: Channel;
  readonly whyNot?: WhyNot;
}

/** Somebody who treats the patient for an organisation. */
export interface RecipientPerson {
  readonly name: string;
  readonly email?: string;
}

/** An organisation that a plan could go to. */
export interface RecipientView {
  readonly reference: string;
  readonly name: string;
  /** As what it has to do with the patient; empty for one that does not. */
  readonly as: readonly string[];
  readonly people: readonly RecipientPerson[];
  readonly phone?: string;
  readonly email?: string;
  /** On what ground it may be sent; absent where it may not. */
  readonly ground?: Ground;
  readonly channels: readonly ChannelView[];
}

/** The page of a patient for sending. */
export interface SendingShown {
  readonly handOvers: readonly HandOverView[];
  /** Who treats the patient, at other organisations. */
  readonly recipients: readonly RecipientView[];
  /** Signed letters that can go along. */
  readonly attachable: readonly Attached[];
  readonly maySend: boolean;
  readonly timeZone: string;
}

/** Organisations of the directory by their name, of those that do not treat the patient. */
export interface OthersFound {
  readonly recipients: readonly RecipientView[];
  readonly more: boolean;
}

/** A hand-over that was made. */
export interface HandOverMade {
  readonly handOver: HandOverView;
  /** The code that goes with a link: shown to who sends, in this answer and never again. */
  readonly code?: string;
}

/** A message as it lies in an inbox: nobody's name but the sender's. */
export interface InboxMessage {
  readonly id: string;
  readonly state: DeliveryState;
  readonly sender: string;
  readonly madeAt: number;
  readonly until: number;
  readonly opened?: SaidBy;
  readonly answered?: true;
}

/** What lies in the inbox of an organisation: unread first. */
export interface InboxShown {
  readonly organization: string;
  readonly messages: readonly InboxMessage[];
  readonly timeZone: string;
}

/** A message that was opened: `glance` is the plan at a glance, as the module of care plans has it. */
export interface OpenedMessage<Glance> {
  readonly handOver: HandOverView;
  readonly glance: Glance;
  /** Logical id of the patient, where who opened it sees their page too. */
  readonly patientId?: string;
  readonly timeZone: string;
}
