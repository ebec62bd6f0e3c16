import { ACTORS, LONGEST, type ScenarioKey, type ScenarioView } from '@caecilia/scenario/ui';

/** A step as it is typed; `key` tells it from the others while they are moved. */
export interface StepDraft {
  readonly key: string;
  readonly what: string;
  readonly who: string;
}

/** A scenario as it is typed. Nobody is chosen before somebody chooses. */
export interface ScenarioDraft {
  readonly clientId: string;
  readonly problem: string;
  readonly signs: string;
  readonly steps: readonly StepDraft[];
  readonly family: string;
  readonly call: string;
}

export const NOTHING: ScenarioDraft = {
  clientId: '',
  problem: '',
  signs: '',
  steps: [{ key: 'first', what: '', who: '' }],
  family: '',
  call: '',
};

const TEXTS = ['clientId', 'problem', 'signs', 'family', 'call'] as const;
const STEP_TEXTS = ['key', 'what', 'who'] as const;
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const hasTexts = (value: unknown, names: readonly string[]) =>
  isObject(value) && names.every((name) => typeof value[name] === 'string');

/** Reads what an earlier visit kept. */
export function isScenarioDraft(value: unknown): value is ScenarioDraft {
  return (
    hasTexts(value, TEXTS) &&
    isObject(value) &&
    Array.isArray(value.steps) &&
    value.steps.length > 0 &&
    value.steps.every((step) => hasTexts(step, STEP_TEXTS))
  );
}

/** Other words for a scenario that stands, with the version that they were typed over. */
export interface ChangeDraft {
  readonly words: ScenarioDraft;
  readonly versionId: number;
}

/** The words of a scenario as they stand, to be changed. */
export function begunOn({
  versionId,
  problem,
  signs = '',
  steps,
  family = '',
  call,
}: ScenarioView): ChangeDraft {
  return {
    versionId,
    words: {
      clientId: '',
      problem,
      signs,
      steps: steps.map((step, index) => ({ key: `step-${index}`, ...step })),
      family,
      call,
    },
  };
}

/** Reads what an earlier visit kept. */
export function isChangeDraft(value: unknown): value is ChangeDraft {
  return isObject(value) && typeof value.versionId === 'number' && isScenarioDraft(value.words);
}

/** What is missing or too long, by field (`what.<key of the step>`). */
export type Faults = ReadonlyMap<
  string,
  readonly [key: ScenarioKey, values?: Readonly<Record<string, number>>]
>;

export function faultsIn({ problem, signs, steps, family, call }: ScenarioDraft): Faults {
  const faults = new Map<string, readonly [ScenarioKey, Record<string, number>?]>();
  const text = (field: string, value: string, [longest, missing]: readonly [number, ScenarioKey?]) => {
    const length = [...value.trim()].length;
    if (length === 0 && missing !== undefined) faults.set(field, [missing]);
    if (length > longest) faults.set(field, ['wrong.long', { count: longest }]);
  };
  text('problem', problem, [LONGEST.problem, 'wrong.problem']);
  text('signs', signs, [LONGEST.signs]);
  for (const { key, what, who } of steps) {
    text(`what.${key}`, what, [LONGEST.step, 'wrong.what']);
    if (!isActor(who)) faults.set(`who.${key}`, ['wrong.who']);
  }
  text('family', family, [LONGEST.family]);
  if (!isActor(call)) faults.set('call', ['wrong.call']);
  return faults;
}

const isActor = (value: string) => ACTORS.some((each) => each === value);

/** The step one place earlier. */
export function earlier(steps: readonly StepDraft[], key: string): readonly StepDraft[] {
  const at = steps.findIndex((each) => each.key === key);
  const [before, moved] = [steps[at - 1], steps[at]];
  if (before === undefined || moved === undefined) return steps;
  return [...steps.slice(0, at - 1), moved, before, ...steps.slice(at + 1)];
}
