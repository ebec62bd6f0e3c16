import type { PromptList, PromptTicks } from '@caecilia/consultation/ui';

type Form = Pick<PromptTicks, 'ticked' | 'clientId'>;

/** Ticks that were not kept yet, by list and version, each with the number of its form. */
export type Ticked = Readonly<Record<string, Form>>;

export const NOTHING_TICKED: Ticked = {};

const keyOf = ({ id, version }: Pick<PromptList, 'id' | 'version'>) => `${id}|${version}`;

/** What is ticked on a list now; no number where its form was never begun. */
export function ticksOf(
  ticked: Ticked,
  list: Pick<PromptList, 'id' | 'version'>,
): Pick<Form, 'ticked'> & Partial<Form> {
  return ticked[keyOf(list)] ?? { ticked: [] };
}

/** With the ticks of one list, or without them. */
export function withTicks(
  ticked: Ticked,
  list: Pick<PromptList, 'id' | 'version'>,
  form: Form | undefined,
): Ticked {
  const { [keyOf(list)]: _before, ...rest } = ticked;
  return form === undefined ? rest : { ...rest, [keyOf(list)]: form };
}

/** Reads what an earlier visit kept. */
export function isTicked(value: unknown): value is Ticked {
  return typeof value === 'object' && value !== null && Object.values(value).every(isForm);
}

function isForm(value: unknown): value is Form {
  if (typeof value !== 'object' || value === null) return false;
  const { ticked, clientId } = value as { readonly ticked?: unknown; readonly clientId?: unknown };
  return (
    typeof clientId === 'string' && Array.isArray(ticked) && ticked.every((each) => typeof each === 'string')
  );
}
