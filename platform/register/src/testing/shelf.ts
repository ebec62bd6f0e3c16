import { type OfficeCaller, type RegisterRow, ROW_COLUMNS } from '@caecilia/kernel';
import type { ModuleSchema } from '../open.ts';

/** A module that there is for the tests only: shelves with books. */
export interface ShelfTables {
  shelf: RegisterRow & {
    name: string;
    built: string | null;
    metres: string | null;
    labels: readonly string[];
    facts: { readonly colour?: string } | null;
  };
  book: RegisterRow & { shelf_id: string; title: string };
}

export const SHELVES: ModuleSchema = {
  name: 'shelves',
  steps: [
    {
      number: 1,
      name: 'shelves',
      text: `
create table shelf (${ROW_COLUMNS},
  name text not null unique,
  built date,
  metres numeric,
  labels jsonb not null default '[]',
  facts jsonb
);
create table book (${ROW_COLUMNS}, shelf_id uuid not null references shelf, title text not null);
`,
    },
  ],
};

export const ADA: OfficeCaller = {
  id: '6d2d7b2c-6a43-4d4e-9d5e-0f6a3a0c8d11',
  name: 'Ada Office',
  roles: ['officer'],
};
