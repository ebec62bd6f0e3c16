import { Problem } from '@caecilia/kernel';

/** Who acts at the bedside, or is called: not a person, because at three in the morning it is whoever has that duty. */
export const ACTORS = [
  'patient',
  'family',
  'homeCare',
  'gp',
  'outOfHoursGp',
  'ward',
  'hospice',
  'consultTeam',
  'pharmacy',
] as const;
export type Actor = (typeof ACTORS)[number];

/** Longest texts, in characters, and most steps: what is longer is not read at the bedside. */
export const LONGEST = { problem: 120, signs: 400, step: 300, family: 600, reason: 400 } as const;
export const MOST_STEPS = 10;

/** One thing to do. */
export interface Step {
  /** In the words of who planned it. A dose stands in the order of the physician, not here. */
  readonly what: string;
  readonly who: Actor;
}

/** What somebody fills in for one expected problem. */
export interface ScenarioWords {
  /** What may happen, for instance `Suddenly short of breath`. */
  readonly problem: string;
  /** By what whoever is there knows that it is so. */
  readonly signs?: string;
  /** In the order in which they are done; one at least. */
  readonly steps: readonly Step[];
  /** What those close are told, now and when it happens. */
  readonly family?: string;
  /** Who is called when this does not help, or it is not clear. */
  readonly call: Actor;
}

/** Somebody of the directory who did something, with its instant (UTC, milliseconds). */
export interface Done {
  /** `Practitioner/…` or `PractitionerRole/…` */
  readonly by: string;
  readonly at: string;
}

/** What to do when one expected problem comes, as it stands in the plan of a patient. */
export interface Scenario extends ScenarioWords {
  /** Logical id. */
  readonly patient: string;
  readonly clientId: string;
  readonly planned: Done;
  /** The last change, where there was one. */
  readonly changed?: Done;
  /** It is no longer expected, or no longer so: with the reason. It stays to be read. */
  readonly ended?: Done & { readonly because: string };
}

/** A new scenario. Throws `Problem('required')` or `Problem('value')` with the field (`steps[0].what`). */
export function planned(
  wish: { readonly patient: string; readonly clientId: string; readonly words: ScenarioWords },
  done: Done,
): Scenario {
  return { patient: wish.patient, clientId: wish.clientId, ...checked(wish.words), planned: done };
}

/** The scenario in other words. Throws as `planned` does, and `Problem('business-rule')` for one that ended. */
export function changed(scenario: Scenario, words: ScenarioWords, done: Done): Scenario {
  demandCurrent(scenario);
  const { patient, clientId, planned: first } = scenario;
  return { patient, clientId, planned: first, ...checked(words), changed: done };
}

/** Takes it out of the plan. Throws `Problem('required')` without a reason. */
export function ended(scenario: Scenario, because: string, done: Done): Scenario {
  demandCurrent(scenario);
  return { ...scenario, ended: { because: textOf(because, 'because', LONGEST.reason), ...done } };
}

function demandCurrent({ ended: end }: Scenario): void {
  if (end !== undefined)
    throw new Problem('business-rule', 'This scenario was taken out of the plan. Plan it anew.');
}

/** The words as they are kept: without white space around them, and empty ones left out. */
function checked({ problem, signs = '', steps, family = '', call }: ScenarioWords): ScenarioWords {
  if (steps.length === 0) throw missing('steps');
  if (steps.length > MOST_STEPS)
    throw new Problem('value', `At most ${MOST_STEPS} steps: more is not read at the bedside.`, {
      expression: 'steps',
    });
  const [told, seen] = [upTo(family, 'family', LONGEST.family), upTo(signs, 'signs', LONGEST.signs)];
  return {
    problem: textOf(problem, 'problem', LONGEST.problem),
    ...(seen === '' ? {} : { signs: seen }),
    steps: steps.map(({ what, who }, index) => ({
      what: textOf(what, `steps[${index}].what`, LONGEST.step),
      who: actorOf(who, `steps[${index}].who`),
    })),
    ...(told === '' ? {} : { family: told }),
    call: actorOf(call, 'call'),
  };
}

function textOf(value: string, field: string, longest: number): string {
  const text = upTo(value, field, longest);
  if (text === '') throw missing(field);
  return text;
}

function upTo(value: string, field: string, longest: number): string {
  const text = value.trim();
  if ([...text].length > longest)
    throw new Problem('value', `At most ${longest} characters: this is read at the bedside.`, {
      expression: field,
    });
  return text;
}

function actorOf(value: Actor, field: string): Actor {
  if (!ACTORS.includes(value)) throw missing(field);
  return value;
}

const missing = (field: string) =>
  new Problem('required', 'Something is missing here.', { expression: field });
