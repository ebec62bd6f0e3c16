import type { Caller, Problem } from '@caecilia/kernel';
import type { Interaction } from './interaction.ts';

/** A request, or an entry of a batch, that was refused; what the log has to know of it. */
export interface Refusal {
  /** Who asked; undefined where nobody could be told. The request id is among it. */
  readonly caller: Caller | undefined;
  readonly requestId: string | undefined;
  /** Address the request came from; undefined for an entry of a batch, whose caller is known. */
  readonly address: string | undefined;
  /** What was asked; undefined where the address could not be read. */
  readonly interaction: Interaction | undefined;
  readonly status: number;
  readonly code: Problem['code'];
}

/** Told of each refusal before it is answered; where it throws, that is answered instead. */
export type OnRefusal = (refusal: Refusal) => void | Promise<void>;

/** Statuses of a server that did not take the request up at all: it looked at nothing, and is busy enough. */
const NOT_TAKEN_UP = new Set([429, 503]);

/**
 * Whether the log has to be told: not where the store told it already (a read that found nothing), and not where the
 * server did not take the request up, or nothing of a patient was asked.
 */
export function isTold({ interaction, status }: Pick<Refusal, 'interaction' | 'status'>): boolean {
  if (interaction?.name === 'capabilities' || NOT_TAKEN_UP.has(status)) return false;
  const byStore = interaction?.name === 'read' || interaction?.name === 'vread';
  return !(byStore && (status === 404 || status === 410));
}

/** The logical id of the patient that an address names. */
export function patientOf(interaction: Interaction | undefined): string | undefined {
  if (interaction === undefined) return undefined;
  if ('within' in interaction && interaction.within?.type === 'Patient') return interaction.within.id;
  return 'type' in interaction && 'id' in interaction && interaction.type === 'Patient'
    ? interaction.id
    : undefined;
}
