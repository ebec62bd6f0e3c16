import type { ScenarioChanged, ScenarioView } from '@caecilia/scenario/ui';
import { useSend } from '@caecilia/workspace';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { scenarioIsNow, scenariosPath, scenariosQuery } from './queries.ts';
import { useScenario } from './words.ts';

/** What forms on a scenario that stands are given. */
export interface OnScenario {
  /** Logical id of the patient. */
  readonly id: string;
  readonly scenario: ScenarioView;
  readonly timeZone: string;
  say(words: string): void;
  close(): void;
}

/** Something on its way about one scenario, and what a colleague made of that meanwhile. */
export interface SendingOnScenario {
  send(body: object): void;
  readonly isSending: boolean;
  readonly failure: string | undefined;
  readonly theirs: ScenarioView | undefined;
}

/**
 * Sends what a form says of one scenario, on the version that was seen when it was begun. Where a colleague was first,
 * theirs is kept to be shown, and sending again is on theirs.
 */
export function useOnScenario(
  { id, scenario, say }: Pick<OnScenario, 'id' | 'scenario' | 'say'>,
  how: {
    /** What is sent to, beneath the scenario; absent for the scenario itself. */
    readonly part?: 'end';
    /** The version that was seen. */
    readonly versionId: number;
    readonly saved: 'saved.change' | 'saved.end';
    /** For when it was sent. */
    leave(): void;
  },
): SendingOnScenario {
  const { part, versionId, saved, leave } = how;
  const t = useScenario();
  const queries = useQueryClient();
  const [theirs, setTheirs] = useState<ScenarioView>();
  const sending = useSend<object, ScenarioChanged>(
    scenariosPath(id, scenario.id, ...(part === undefined ? [] : [part])),
    {
      changes: [scenariosQuery(id).queryKey],
      done: (answer) => {
        if (answer.kind === 'conflict') return setTheirs(answer.theirs);
        scenarioIsNow(queries, id, answer.now);
        leave();
        say(t(saved, { problem: answer.now.problem }));
      },
    },
  );
  return {
    theirs,
    isSending: sending.isSending,
    failure: sending.failure,
    send: (body) => sending.send({ ...body, versionId: theirs?.versionId ?? versionId }),
  };
}
