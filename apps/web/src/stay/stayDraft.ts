import { type Hospice, LONGEST, STAY_KINDS, type StayKey } from '@caecilia/stay/ui';

/** A request as it is typed. Nothing is chosen before somebody chooses. */
export interface StayDraft {
  readonly clientId: string;
  readonly hospice: string;
  readonly kind: string;
  readonly from: string;
  readonly until: string;
  readonly careNeed: string;
  readonly question: string;
  readonly callBack: string;
  readonly agrees: boolean;
}

export const NOTHING: StayDraft = {
  clientId: '',
  hospice: '',
  kind: '',
  from: '',
  until: '',
  careNeed: '',
  question: '',
  callBack: '',
  agrees: false,
};

/** Reads what an earlier visit kept. */
export function isStayDraft(value: unknown): value is StayDraft {
  if (typeof value !== 'object' || value === null) return false;
  const found = value as Readonly<Record<string, unknown>>;
  return Object.entries(NOTHING).every(([name, empty]) => typeof found[name] === typeof empty);
}

export type Field = Exclude<keyof StayDraft, 'clientId'>;
export type Faults = Readonly<
  Partial<Record<Field, readonly [key: StayKey, values?: Readonly<Record<string, number>>]>>
>;

/** What is missing or wrong, by field. `today`: civil day. */
export function faultsIn(draft: StayDraft, hospices: readonly Hospice[], today: string): Faults {
  const { hospice, kind, from, until, agrees } = draft;
  const faults: { -readonly [Name in Field]?: Faults[Name] } = {};
  const needed = (field: Field) => {
    faults[field] = ['wrong.needed'];
  };
  if (!hospices.some(({ reference }) => reference === hospice)) needed('hospice');
  if (!STAY_KINDS.some((each) => each === kind)) needed('kind');
  if (from === '') needed('from');
  else if (from < today) faults.from = ['wrong.past'];
  if (until === '' && kind === 'time-out') needed('until');
  if (until !== '' && until <= from) faults.until = ['wrong.until'];
  for (const field of ['careNeed', 'question', 'callBack'] as const) {
    const { length } = [...draft[field].trim()];
    if (length === 0) needed(field);
    if (length > LONGEST[field]) faults[field] = ['wrong.long', { count: LONGEST[field] }];
  }
  if (!agrees) faults.agrees = ['wrong.agrees'];
  return faults;
}
