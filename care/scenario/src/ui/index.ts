export type { MessageKey as ScenarioKey } from '../messages.nl.ts';
export { scenarioWords } from '../messages.ts';
export { ACTORS, type Actor, LONGEST, MOST_STEPS, type ScenarioWords, type Step } from '../scenario.ts';
export type * from '../view.ts';
