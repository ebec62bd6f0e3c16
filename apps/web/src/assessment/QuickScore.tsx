import type { DeskChart } from '@caecilia/assessment/ui';
import { Loading, whenThere } from '@caecilia/workspace';
import { Button } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useWritesIn } from '../server/queries.ts';
import { useSpeaking } from '../words/useSpeaking.ts';
import { useWords } from './sending.tsx';

/** The form comes when it is asked for: the page of a patient does not wait for it. */
const Form = lazy(async () => ({
  default: (await whenThere(() => import('./QuickScoreForm.tsx'))).QuickScoreForm,
}));

/** One symptom, scored where its course is in view: after a dose, an hour later, at the end of a shift. */
export function QuickScore(props: { readonly id: string; readonly chart: DeskChart }): ReactNode {
  const { id, chart } = props;
  const w = useWords();
  const { language } = useSpeaking();
  const isOffered = useWritesIn('assessment', id, 'scores');
  const [isOpen, open] = useState(false);
  if (!isOffered) return null;
  if (!isOpen)
    return (
      <p className="quick-score">
        <Button variant="subtle" size="compact-sm" onClick={() => open(true)}>
          {w('quick.open')}
          <span className="visually-hidden">: {chart.label[language]}</span>
        </Button>
      </p>
    );
  return (
    <Suspense fallback={<Loading />}>
      <Form id={id} chart={chart} close={() => open(false)} />
    </Suspense>
  );
}
