import { type OfficeRole, type RegisterRow, ROW_COLUMNS, type SchemaStep } from '@caecilia/kernel';
import type { ActivityKind, Direction } from './activities.ts';
import type { Decision } from './approval.ts';
import type { CriterionState, Evidence } from './designation.ts';
import type { EvaluationDecision, Scores } from './evaluation.ts';
import type { ChosenClasses } from './fields.ts';
import type { AgreementKind, Exchange, Provision } from './kinds.ts';
import type { AgreementState } from './lifecycle.ts';
import type { Route } from './route.ts';
import type { SecurityAnswer, SecurityOutcome } from './security-check.ts';
import type { SecurityLevel } from './security-questions.ts';
import type { TermType } from './term.ts';
import type { Clause } from './text.ts';
import type { Words } from './words.ts';

/** A party of an agreement: out of the directory, or by name only while it is a proposal. */
export interface PartyRow {
  readonly role: 'own' | 'partner' | 'third';
  /** UUID in the directory. */
  readonly org?: string | undefined;
  readonly name?: string | undefined;
  readonly unit?: string | undefined;
  readonly theirRef?: string | undefined;
}

export interface AgreementRow extends RegisterRow {
  code: string | null;
  kind: AgreementKind;
  state: AgreementState;
  title: Partial<Words>;
  summary: Partial<Words>;
  why: string | null;
  parties: readonly PartyRow[];
  contact: string | null;
  unit: string | null;
  strands: readonly string[];
  countries: readonly string[];
  carries: readonly Provision[];
  exchanges: readonly Exchange[];
  amends_id: string | null;
  renews_id: string | null;
  parent_id: string | null;
  owner_id: string;
  backup_owner_id: string | null;
  proposed_by: string;
  proposed_on: string | null;
  term_type: TermType;
  effective: string | null;
  expires: string | null;
  renew_months: number | null;
  notice_days: number | null;
  review_on: string | null;
  review_months: number | null;
  evaluation_months: number;
  stopped_on: string | null;
  recheck_on: string | null;
  signing_since: string | null;
  watched_from: string;
  classes: ChosenClasses;
}

export interface VersionRow extends RegisterRow {
  agreement_id: string;
  n: number;
  clauses: readonly Clause[];
  canonical_text: string;
  sha256: string;
  in_force_from: string | null;
}

/** One party signed one version: who, when, and how. */
export interface SignatureRow extends RegisterRow {
  agreement_id: string;
  version_id: string;
  /** Place of the party in the agreement. */
  party: number;
  signed_by: string;
  signed_on: string;
  method: 'ink' | 'simple' | 'eidas';
  sha256: string;
}

export interface SecurityCheckRow extends RegisterRow {
  agreement_id: string;
  answers: readonly SecurityAnswer[];
  level: SecurityLevel;
  outcome: SecurityOutcome;
  measures: readonly string[];
  reason: string | null;
  asked_by: string;
  advised_by: string | null;
  advice: string | null;
  decided_by: string | null;
  on_behalf_of: string | null;
  decided_at: string | null;
  recheck_on: string | null;
  basis: string;
}

export interface ApprovalStepRow extends RegisterRow {
  agreement_id: string;
  stage: number;
  code: string;
  name: Words;
  role: OfficeRole;
  assignee: string | null;
  concerns: readonly string[] | null;
  remind_after: number;
  opened_on: string | null;
  decision: Decision | null;
  decided_by: string | null;
  on_behalf_of: string | null;
  decided_at: string | null;
  note: string | null;
  sha256: string | null;
}

export interface AgreementTables {
  agreement: AgreementRow;
  agreement_version: VersionRow;
  agreement_signature: SignatureRow;
  security_check: SecurityCheckRow;
  approval_route: RegisterRow & { position: number; route: Route };
  approval_step: ApprovalStepRow;
  approval_absence: RegisterRow & {
    person_id: string;
    from_day: string;
    until_day: string;
    deputy_id: string;
  };
  agreement_activity: RegisterRow & {
    agreement_id: string;
    kind: ActivityKind;
    direction: Direction;
    count: number;
    per: 'year' | 'term';
    note: string | null;
  };
  agreement_delivery: RegisterRow & { activity_id: string; year: number; count: number; note: string | null };
  agreement_evaluation: RegisterRow & {
    agreement_id: string;
    period_from: string;
    period_until: string;
    ours: Scores | null;
    theirs: Scores | null;
    decision: EvaluationDecision | null;
    note: string | null;
    decided_by: string | null;
  };
  designation_criterion: RegisterRow & {
    agreement_id: string;
    code: string;
    status: CriterionState;
    owner_id: string | null;
    evidence: readonly Evidence[];
  };
  /** Without states of their own: what happened stands in them. */
  agreement_stage: {
    agreement_id: string;
    state: AgreementState;
    entered_at: string;
    left_at: string | null;
    by: string;
  };
  agreement_count: { year: number; count: number };
  agreement_alert: AlertRow;
}

export interface AlertRow {
  agreement_id: string;
  /** A kind of `ALERT_KINDS`, or `approval ` and the code of a step. */
  kind: string;
  due_day: string;
  said_on: string;
  status: 'open' | 'done' | 'withdrawn';
  handled_by: string | null;
  handled_at: string | null;
}

const AGREEMENT = `
create table agreement (${ROW_COLUMNS},
  code text unique,
  kind text not null,
  state text not null,
  title jsonb not null,
  summary jsonb not null,
  why text,
  parties jsonb not null,
  contact text,
  unit text,
  strands jsonb not null,
  countries jsonb not null,
  carries jsonb not null,
  exchanges jsonb not null,
  amends_id uuid references agreement,
  renews_id uuid references agreement,
  parent_id uuid references agreement,
  owner_id text not null,
  backup_owner_id text,
  proposed_by text not null,
  proposed_on date,
  term_type text not null,
  effective date,
  expires date,
  renew_months integer,
  notice_days integer,
  review_on date,
  review_months integer,
  evaluation_months integer not null,
  stopped_on date,
  recheck_on date,
  signing_since date,
  watched_from date not null,
  classes jsonb not null
);
create index agreement_by_state on agreement (state, id);
create index agreement_by_party on agreement using gin (parties jsonb_path_ops);
create index agreement_renews on agreement (renews_id) where renews_id is not null;
create table agreement_stage (
  agreement_id uuid not null references agreement,
  state text not null,
  entered_at timestamptz not null,
  left_at timestamptz,
  by text not null
);
create unique index agreement_stage_now on agreement_stage (agreement_id) where left_at is null;
create table agreement_count (year integer primary key, count integer not null);
create table agreement_alert (
  agreement_id uuid not null references agreement,
  kind text not null,
  due_day date not null,
  said_on date not null,
  status text not null,
  handled_by text,
  handled_at timestamptz,
  primary key (agreement_id, kind, due_day)
);
create index agreement_alert_open on agreement_alert (due_day, agreement_id) where status = 'open';
`;

const TEXTS = `
create table agreement_version (${ROW_COLUMNS},
  agreement_id uuid not null references agreement,
  n integer not null,
  clauses jsonb not null,
  canonical_text text not null,
  sha256 text not null,
  in_force_from date,
  unique (agreement_id, n)
);
create table agreement_signature (${ROW_COLUMNS},
  agreement_id uuid not null references agreement,
  version_id uuid not null references agreement_version,
  party integer not null,
  signed_by text not null,
  signed_on date not null,
  method text not null,
  sha256 text not null,
  unique (version_id, party)
);
`;

const DECISIONS = `
create table security_check (${ROW_COLUMNS},
  agreement_id uuid not null references agreement,
  answers jsonb not null,
  level text not null,
  outcome text not null,
  measures jsonb not null,
  reason text,
  asked_by text not null,
  advised_by text,
  advice text,
  decided_by text,
  on_behalf_of text,
  decided_at timestamptz,
  recheck_on date,
  basis text not null,
  check (decided_by is distinct from asked_by),
  check (on_behalf_of is distinct from asked_by)
);
create unique index security_check_pending on security_check (agreement_id) where outcome = 'pending';
create table approval_route (${ROW_COLUMNS}, position integer not null, route jsonb not null);
create table approval_step (${ROW_COLUMNS},
  agreement_id uuid not null references agreement,
  stage integer not null,
  code text not null,
  name jsonb not null,
  role text not null,
  assignee text,
  concerns jsonb,
  remind_after integer not null,
  opened_on date,
  decision text,
  decided_by text,
  on_behalf_of text,
  decided_at timestamptz,
  note text,
  sha256 text,
  unique (agreement_id, code)
);
create table approval_absence (${ROW_COLUMNS},
  person_id text not null, from_day date not null, until_day date not null, deputy_id text not null,
  check (from_day <= until_day), check (person_id <> deputy_id)
);
`;

const WORK = `
create table agreement_activity (${ROW_COLUMNS},
  agreement_id uuid not null references agreement,
  kind text not null, direction text not null, count integer not null, per text not null, note text
);
create table agreement_delivery (${ROW_COLUMNS},
  activity_id uuid not null references agreement_activity,
  year integer not null, count integer not null, note text
);
create table agreement_evaluation (${ROW_COLUMNS},
  agreement_id uuid not null references agreement,
  period_from date not null, period_until date not null,
  ours jsonb, theirs jsonb, decision text, note text, decided_by text
);
create table designation_criterion (${ROW_COLUMNS},
  agreement_id uuid not null references agreement,
  code text not null, status text not null, owner_id text, evidence jsonb not null,
  unique (agreement_id, code)
);
create unique index agreement_evaluation_open on agreement_evaluation (agreement_id) where decision is null;
`;

/** The tables of the module, for who opens the register. */
export const AGREEMENT_SCHEMA: { readonly name: string; readonly steps: readonly SchemaStep[] } = {
  name: 'agreements',
  steps: [{ number: 1, name: 'agreements', text: `${AGREEMENT}${TEXTS}${DECISIONS}${WORK}` }],
};
