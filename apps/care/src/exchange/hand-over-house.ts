import type { PlanStandard } from '@caecilia/careplan';
import type { Attached, HandOver } from '@caecilia/exchange';
import type { FhirResource } from '@caecilia/fhir';
import { type Caller, Problem, type RecordLog } from '@caecilia/kernel';
import { isTeamRole } from '@caecilia/team';
import type { LinkParts } from './link.ts';
import type { PushParts } from './push.ts';
import type { RecipientParts } from './recipients.ts';
import type { RecipientHouse } from './recipients-of-patient.ts';

/** Letters that can go along with a plan. */
export interface LettersAlong {
  /** Those that this caller may send along now. */
  attachable(caller: Caller, patientId: string): Promise<readonly Attached[]>;
  /** The file of one, byte for byte as it was signed. Throws where it is not as it was. */
  pdf(document: FhirResource): Uint8Array;
}

/** What the addresses of hand-overs stand on. */
export interface HandOverHouse extends RecipientParts, RecipientHouse {
  readonly timeZone: string;
  readonly standards: readonly PlanStandard[];
  /** Absent where the operator named no other system: nothing is sent to one then. */
  readonly pushing: PushParts | undefined;
  /** Language of recorded words where a resource does not say (BCP 47). */
  readonly recordLanguage: string;
  /** Absent where the operator set up no mail server: no link is sent then. */
  readonly linking: LinkParts | undefined;
  /** 32 bytes: what codes of links are made and kept with. */
  readonly linkKey: Uint8Array;
  readonly letters: LettersAlong;
  readonly log: Pick<RecordLog, 'write'>;
}

/** Sending is the work of the team: whoever sends has a team that is told when nobody opens it. */
export function requireSender({ role }: Caller): void {
  if (!isTeamRole(role))
    throw new Problem('forbidden', 'The plan is sent by members of the consultation team.');
}

/** The patient of a hand-over, by logical id. */
export const patientIdOf = ({ patient }: Pick<HandOver, 'patient'>) => patient.slice('Patient/'.length);
