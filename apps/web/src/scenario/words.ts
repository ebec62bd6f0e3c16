import { type ScenarioKey, scenarioWords } from '@caecilia/scenario/ui';
import type { Translate } from '@caecilia/ui';
import { useSpeaking } from '../words/useSpeaking.ts';

/** The words of scenarios in the language of the screens. */
export function useScenario(): Translate<ScenarioKey> {
  return scenarioWords(useSpeaking().language);
}
