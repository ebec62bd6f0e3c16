import { kitWords } from '@caecilia/ui';
import { type ReactNode, useEffect, useRef } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';

/** Title of a part of the page of a patient, below their name. It takes the focus: who hears the screen knows where they are. */
export function SectionTitle({ title }: { readonly title: string }): ReactNode {
  const { language } = useSpeaking();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = kitWords(language)('title', { page: title });
  }, [title, language]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    // Not beneath the header that stays; and where it lies below the screen, at its top: half of the parts above it
    // beneath that header could not be touched.
    const isBelow = (heading.current?.getBoundingClientRect().bottom ?? 0) > window.innerHeight;
    heading.current?.scrollIntoView({ block: isBelow ? 'start' : 'nearest' });
  }, []);
  return (
    <h2 ref={heading} tabIndex={-1} className="section-title">
      {title}
    </h2>
  );
}
