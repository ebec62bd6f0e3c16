import { type RegisterRow, ROW_COLUMNS, type SchemaStep } from '@caecilia/kernel';
import type { ApprovedSnapshot, IiaApproval, IiaCopy } from './dossier.ts';

/** The dossier of each agreement that is in the network. Copies are kept byte for byte: their hash is over the bytes. */
export const EWP_STEPS: readonly SchemaStep[] = [
  {
    number: 1,
    name: 'dossiers',
    text: `
create table ewp_dossier (${ROW_COLUMNS},
  agreement_id  uuid  not null unique,
  ours          jsonb,
  theirs        jsonb,
  approvals     jsonb not null,
  last_approved jsonb
);
`,
  },
];

export interface DossierRow extends RegisterRow {
  agreement_id: string;
  ours: IiaCopy | null;
  theirs: IiaCopy | null;
  approvals: readonly IiaApproval[];
  last_approved: ApprovedSnapshot | null;
}

/** Tables of this module. */
export interface EwpTables {
  ewp_dossier: DossierRow;
}
