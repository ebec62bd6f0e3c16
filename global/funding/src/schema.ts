import { type RegisterRow, ROW_COLUMNS, type SchemaStep } from '@caecilia/kernel';
import type { CallDeadline, FundingCall } from './call.ts';
import type { Rhythm } from './digest.ts';
import type { ConsortiumMember, ProposalState } from './proposal.ts';

/** Tables of calls, searches, proposals, tasks, grants and funders. */
export const FUNDING_STEPS: readonly SchemaStep[] = [
  {
    number: 1,
    name: 'calls and proposals',
    text: `
create table funding_call (${ROW_COLUMNS},
  code            text   not null check (code <> ''),
  source          text   not null check (source in ('eu-topics', 'manual')),
  title           text   not null check (title <> ''),
  programme       text   not null,
  call_title      text   not null,
  cluster         text   not null,
  action_type     text   not null,
  model           text   not null check (model in ('single-stage', 'two-stage', 'multiple cut-off', 'unknown')),
  deadlines       jsonb  not null,
  closes_at       timestamptz,
  announced       text   not null check (announced in ('open', 'forthcoming', 'closed')),
  budget_min      double precision,
  budget_max      double precision,
  currency        text   not null,
  expected_grants integer,
  keywords_text   text   not null,
  description     text   not null,
  conditions      text   not null,
  url             text   not null,
  source_digest   text
);
create unique index funding_call_by_code on funding_call (source, code);
create index funding_call_by_date on funding_call (closes_at, id) where archived_at is null;

create table funding_call_words (
  call_id uuid primary key references funding_call,
  words   tsvector not null
);
create index funding_call_by_words on funding_call_words using gin (words);

create table funding_search (${ROW_COLUMNS},
  owner        text not null,
  name         text not null check (name <> ''),
  words        text not null check (words <> ''),
  rhythm       text not null check (rhythm in ('daily', 'weekly', 'never')),
  told_at      timestamptz not null
);
create index funding_search_of on funding_search (owner, name) where archived_at is null;

create table funding_proposal (${ROW_COLUMNS},
  call_id       uuid  not null references funding_call,
  initiative_id uuid,
  title         text  not null check (title <> ''),
  role          text  not null check (role in ('coordinator', 'partner')),
  state         text  not null check (state in ('idea', 'go', 'no-go', 'submitted', 'stage2', 'awarded', 'rejected')),
  owner         text  not null,
  consortium    jsonb not null,
  reason        text
);
create index funding_proposal_of_call on funding_proposal (call_id);
create index funding_proposal_by_time on funding_proposal (created_at, id) where archived_at is null;

create table funding_task (${ROW_COLUMNS},
  proposal_id uuid  not null references funding_proposal,
  code        text  not null,
  org         text,
  title       jsonb not null,
  due         date  not null,
  late        boolean not null,
  assignee    text,
  done_at     timestamptz
);
create unique index funding_task_once on funding_task (proposal_id, code, coalesce(org, '')) where archived_at is null;

create table funding_grant (${ROW_COLUMNS},
  proposal_id uuid not null unique references funding_proposal,
  funder      text not null,
  award_id    text not null check (award_id <> ''),
  amount      double precision,
  currency    text not null,
  from_day    date not null,
  until_day   date not null,
  cordis_id   text,
  check (from_day <= until_day)
);

create table funding_funder (
  crossref_id text primary key,
  ror         text not null
);
create index funding_funder_by_ror on funding_funder (ror);
`,
  },
];

export interface CallRow extends RegisterRow {
  code: string;
  source: FundingCall['source'];
  title: string;
  programme: string;
  call_title: string;
  cluster: string;
  action_type: string;
  model: FundingCall['model'];
  deadlines: readonly CallDeadline[];
  /** The last of the dates that are known. */
  closes_at: string | null;
  announced: FundingCall['announced'];
  budget_min: number | null;
  budget_max: number | null;
  currency: string;
  expected_grants: number | null;
  keywords_text: string;
  description: string;
  conditions: string;
  url: string;
  /** Of what the source said, to see whether a newer file says something else. */
  source_digest: string | null;
}

export interface SearchRow extends RegisterRow {
  owner: string;
  name: string;
  words: string;
  rhythm: Rhythm;
  /** When its owner was told last, or saved it. */
  told_at: string;
}

export interface ProposalRow extends RegisterRow {
  call_id: string;
  initiative_id: string | null;
  title: string;
  role: 'coordinator' | 'partner';
  state: ProposalState;
  owner: string;
  consortium: readonly ConsortiumMember[];
  reason: string | null;
}

export interface TaskRow extends RegisterRow {
  proposal_id: string;
  code: string;
  org: string | null;
  title: Readonly<Record<'nl' | 'en', string>>;
  due: string;
  late: boolean;
  assignee: string | null;
  done_at: string | null;
}

export interface GrantRow extends RegisterRow {
  proposal_id: string;
  /** ROR id, or Crossref Funder id where no organisation is known. */
  funder: string;
  award_id: string;
  amount: number | null;
  currency: string;
  from_day: string;
  until_day: string;
  cordis_id: string | null;
}

/** Tables of this module. */
export interface FundingTables {
  funding_call: CallRow;
  /** What is searched in a call; made from its row, so it has no states of its own. */
  funding_call_words: { call_id: string; words: string };
  funding_search: SearchRow;
  funding_proposal: ProposalRow;
  funding_task: TaskRow;
  funding_grant: GrantRow;
  funding_funder: { crossref_id: string; ror: string };
}
