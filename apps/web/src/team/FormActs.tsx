import { teamWords } from '@caecilia/team/ui';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';

/** What ends a form of the team: it is sent, or left. */
export function FormActs(props: {
  /** What sending does, in words. */
  readonly send: string;
  readonly isSending: boolean;
  /** Where something that has no field is still missing. */
  readonly isUnready?: boolean;
  readonly close: () => void;
}): ReactNode {
  const { send, isSending, isUnready = false, close } = props;
  const { language } = useSpeaking();
  return (
    <div className="team-form__acts">
      <Button type="submit" loading={isSending} disabled={isUnready}>
        {send}
      </Button>
      <Button variant="default" onClick={close}>
        {teamWords(language)('dialog.cancel')}
      </Button>
    </div>
  );
}
