import type { AdviceView } from '@caecilia/consultation/ui';
import type { ReactNode } from 'react';

type Kind = NonNullable<AdviceView['outcome']>['kind'] | 'open';

const cut = { fill: 'none', stroke: 'var(--paper)', strokeWidth: 2.8, strokeLinecap: 'round' } as const;
const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 2.4, strokeLinecap: 'round' } as const;

/** Silhouettes: an open ring; a disc with a tick; two arrows; a cross. The word always stands beside it. */
export function AdviceSign({ kind }: { readonly kind: Kind }): ReactNode {
  return (
    <svg className="advice-sign" viewBox="0 0 24 24" aria-hidden>
      {kind === 'open' ? <circle cx={12} cy={12} r={9.5} {...line} /> : null}
      {kind === 'adopted' ? (
        <>
          <circle cx={12} cy={12} r={11} fill="currentColor" />
          <path d="M6.8 12.6l3.6 3.6 7-8" {...cut} />
        </>
      ) : null}
      {kind === 'changed' ? (
        <path d="M3 8h15m0 0l-4.5-4.5M18 8l-4.5 4.5M21 16H6m0 0l4.5-4.5M6 16l4.5 4.5" {...line} />
      ) : null}
      {kind === 'declined' ? <path d="M5 5l14 14m0-14L5 19" {...line} /> : null}
    </svg>
  );
}
