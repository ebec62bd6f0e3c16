import type { ReactNode } from 'react';

/** What was done or went wrong with a form, for the eye and for who hears the page. */
export function Said({
  done,
  failure,
}: {
  readonly done?: string | undefined;
  readonly failure?: string | undefined;
}): ReactNode {
  return (
    <div role="status" className="said">
      {done === undefined ? null : <p className="said__done">{done}</p>}
      {failure === undefined ? null : <p className="said__wrong">! {failure}</p>}
    </div>
  );
}
