import { kitWords } from '@caecilia/ui';
import { type ReactNode, useEffect, useRef } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';

/** The first page that is shown has the focus where the browser put it. */
let isFirst = true;

/**
 * Title of a page, in the page and in the tab. A page that follows another gets the focus on its title, so that who
 * hears the screen knows where they are.
 */
export function PageTitle(props: {
  readonly title: string;
  readonly className?: string;
  /** Shown on the page where it differs from the title of the tab. */
  readonly children?: ReactNode;
}): ReactNode {
  const { title, className, children } = props;
  const { language } = useSpeaking();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = kitWords(language)('title', { page: title });
  }, [title, language]);
  useEffect(() => {
    if (!isFirst) heading.current?.focus({ preventScroll: true });
    isFirst = false;
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className={className}>
      {children ?? title}
    </h1>
  );
}
