import { FileButton } from '@caecilia/workspace';
import type { ReactNode } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { ofMeeting } from './mdtQueries.ts';
import { useMdt } from './words.ts';

/** Fetches the minutes as a file. */
export function MinutesButton({ meeting }: { readonly meeting: string }): ReactNode {
  const t = useMdt();
  const { language } = useSpeaking();
  return (
    <div>
      <FileButton
        path={`${ofMeeting(meeting, 'minutes')}?lang=${language}`}
        name="mdt.pdf"
        label={t('minutes.download')}
        preparing={t('minutes.preparing')}
        variant="default"
      />
    </div>
  );
}
