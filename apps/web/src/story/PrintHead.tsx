import { carePlanWords } from '@caecilia/careplan/ui';
import { storyWords } from '@caecilia/story/ui';
import { birthDateWords, dateWords } from '@caecilia/ui';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { glanceQuery, meQuery } from '../server/queries.ts';
import { useSpeaking } from '../words/useSpeaking.ts';
import { filterWords } from './filterWords.ts';
import type { StoryAsked } from './queries.ts';

/** On paper only: of whom this is, who printed it and when, and what was left out by a filter. The foot is on every sheet. */
export function PrintHead(props: {
  readonly id: string;
  /** What this paper is, of whom. */
  heading(values: { readonly name: string; readonly born: string }): string;
  readonly asked?: StoryAsked;
}): ReactNode {
  const { id, heading, asked } = props;
  const { language } = useSpeaking();
  const t = storyWords(language);
  const plan = carePlanWords(language);
  const { data: glance } = useQuery(glanceQuery(id));
  const { data: me } = useQuery(meQuery);
  const printedAt = usePrintMoment();
  if (!glance || !me) return null;
  const { name, birthDate } = glance.patient;
  const born = birthDate ? birthDateWords(birthDate.from, birthDate.precision) : plan('patient.birthUnknown');
  const title = heading({ name: name ?? plan('patient.unnamed'), born });
  const by = t('print.by', { name: me.name, when: dateWords(printedAt, 'time', language) });
  const filter = asked === undefined ? '' : filterWords(asked, language);
  return (
    <div className="story__print">
      <p className="story__title">{title}</p>
      <p>{by}</p>
      {asked === undefined ? null : <p>{filter === '' ? t('filter.isNone') : t('filter.is', { filter })}</p>}
      <p>{t('print.newer')}</p>
      <p className="story__foot">
        {title}. {by}
      </p>
    </div>
  );
}

/** Civil time of this device: now, and again when the browser prepares the paper. */
function usePrintMoment(): string {
  const [at, setAt] = useState(() => new Date());
  useEffect(() => {
    const now = () => setAt(new Date());
    window.addEventListener('beforeprint', now);
    return () => window.removeEventListener('beforeprint', now);
  }, []);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 23);
}
