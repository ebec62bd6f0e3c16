import { createElement as h, type ReactElement } from 'react';

/** A silhouette for each state: circle, octagon, diamond, bubble, square; and the crossed lines of a contradiction. */
export type StateShape = 'do' | 'do-not' | 'only-if' | 'not-discussed' | 'unknown';

const stroke = { fill: 'none', stroke: 'currentColor' };
const cut = { fill: 'none', stroke: 'var(--cut)', strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

const STATE_SHAPES: Readonly<Record<StateShape, readonly ReactElement[]>> = {
  do: [
    h('circle', { key: 1, cx: 12, cy: 12, r: 11, fill: 'currentColor' }),
    h('path', { key: 2, d: 'M6.8 12.6l3.6 3.6 7-8', strokeWidth: 2.8, ...cut }),
  ],
  'do-not': [
    h('path', { key: 1, d: 'M7.5 1h9L23 7.5v9L16.5 23h-9L1 16.5v-9z', fill: 'currentColor' }),
    h('path', { key: 2, d: 'M8 8l8 8m0-8l-8 8', strokeWidth: 3, ...cut }),
  ],
  'only-if': [
    h('path', {
      key: 1,
      d: 'M12 1.5L22.5 12 12 22.5 1.5 12z',
      strokeWidth: 2.4,
      strokeLinejoin: 'round',
      ...stroke,
    }),
    h('path', { key: 2, d: 'M12 3L3 12l9 9z', fill: 'currentColor' }),
  ],
  'not-discussed': [
    h('path', {
      key: 1,
      d: 'M4 3h16a2 2 0 012 2v10a2 2 0 01-2 2h-8l-5 5v-5H4a2 2 0 01-2-2V5a2 2 0 012-2z',
      strokeWidth: 2,
      strokeDasharray: '3.2 2.3',
      ...stroke,
    }),
  ],
  unknown: [
    h('rect', { key: 1, x: 2, y: 2, width: 20, height: 20, rx: 2, strokeWidth: 2, ...stroke }),
    h('path', {
      key: 2,
      d: 'M8.8 9.2a3.2 3.2 0 116 1.3c-.6 1.2-2.7 1.6-2.7 3.6',
      strokeWidth: 2.3,
      strokeLinecap: 'round',
      ...stroke,
    }),
    h('circle', { key: 3, cx: 12.1, cy: 17.8, r: 1.5, fill: 'currentColor' }),
  ],
};

/** The sign of a state. It says nothing to a screen reader: the word always stands beside it. */
export function StateIcon({ shape }: { readonly shape: StateShape }): ReactElement {
  const properties = {
    className: `state-icon state-icon--${shape}`,
    viewBox: '0 0 24 24',
    'aria-hidden': true,
  };
  return h('svg', properties, STATE_SHAPES[shape]);
}

const LINES = {
  phone: 'M5 3h4l2 5-2.5 1.5a11 11 0 006 6L16 13l5 2v4a2 2 0 01-2 2A16 16 0 013 5a2 2 0 012-2z',
  mail: 'M3 6h18v12H3zM3 7l9 7 9-7',
  contradiction: 'M4 9h16M4 15h16M16 3.5L8 20.5',
  moon: 'M20 14.5A8.5 8.5 0 119.5 4 6.7 6.7 0 0020 14.5z',
  sun: 'M8 12a4 4 0 108 0 4 4 0 00-8 0M12 2v2m0 16v2M2 12h2m16 0h2M5 5l1.5 1.5m11 11L19 19M5 19l1.5-1.5m11-11L19 5',
  printer: 'M7 9V3h10v6M7 17H4v-6a2 2 0 012-2h12a2 2 0 012 2v6h-3M7 14h10v7H7z',
  document: 'M6 2h8l5 5v15H6zM14 2v5h5M9 12h7M9 16h7',
  person: 'M12 12a4 4 0 100-8 4 4 0 000 8zM4 21a8 8 0 0116 0',
  search: 'M10.5 17a6.5 6.5 0 100-13 6.5 6.5 0 000 13zM15.5 15.5L21 21',
  check: 'M4 12.5l5.5 5.5L20 6.5',
  plus: 'M12 4v16M4 12h16',
  down: 'M6 9l6 6 6-6',
  building: 'M4 21V6l8-3 8 3v15M2 21h20M9 21v-4h6v4M8 9h2m4 0h2M8 13h2m4 0h2',
  people:
    'M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM2.5 20a6.5 6.5 0 0113 0M16 4.3a3.5 3.5 0 010 6.4M17.5 14a6.5 6.5 0 014 6',
  bed: 'M3 6v13M3 15h18v4M21 15v-2a3 3 0 00-3-3H9v5M6 12.5a1.5 1.5 0 100-3 1.5 1.5 0 000 3z',
  plug: 'M9 3v5m6-5v5M6 8h12v3a6 6 0 01-12 0zM12 17v4',
  download: 'M12 3v12m-5-5l5 5 5-5M4 20h16',
  eye: 'M2 12s3.5-6.5 10-6.5S22 12 22 12s-3.5 6.5-10 6.5S2 12 2 12zM12 15a3 3 0 100-6 3 3 0 000 6z',
  lock: 'M5 11h14v10H5zM8 11V7a4 4 0 018 0v4M12 15v2',
  'open-lock': 'M5 11h14v10H5zM8 11V7a4 4 0 017.5-2M12 15v2',
  clock: 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5l3.5 2',
} as const;

/** A sign drawn in lines, beside words. */
export function LineIcon({ name }: { readonly name: keyof typeof LINES }): ReactElement {
  return h(
    'svg',
    { className: 'line-icon', viewBox: '0 0 24 24', 'aria-hidden': true },
    h('path', { d: LINES[name] }),
  );
}
