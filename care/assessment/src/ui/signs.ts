import { createElement as h, type ReactElement } from 'react';
import type { Phase } from '../choices.ts';
import type { KnownReporter } from '../reporter.ts';

/** Level, jagged, falling, upright on a line; a bench after the death. The word always stands beside it. */
const PHASE_SIGNS: Readonly<Record<Phase, string>> = {
  stable: 'M3 12h18',
  unstable: 'M3 13l4-7 4 12 4-12 3 7h3',
  deteriorating: 'M3 6l6 4 5 1 7 8',
  terminal: 'M3 20h18M12 20V4',
  bereaved: 'M4 20v-7m16 7v-7M3 13h18M7 13V8m10 5V8',
};

/** The sign of a phase. It says nothing to a screen reader. */
export function PhaseSign({ phase }: { readonly phase: Phase }): ReactElement {
  return h(
    'svg',
    { className: 'phase-sign', viewBox: '0 0 24 24', 'aria-hidden': true },
    h('path', { d: PHASE_SIGNS[phase] }),
  );
}

const REPORTER_MARKS: Readonly<Record<KnownReporter, string>> = {
  self: 'M3 7a4 4 0 108 0 4 4 0 10-8 0z',
  helped: 'M3 7a4 4 0 108 0 4 4 0 10-8 0z',
  proxy: 'M7 2l5 9H2z',
  staff: 'M3 3h8v8H3z',
  unknown: 'M3 3l8 8m-8 0l8-8',
};

/** The mark that a reporter has in the charts. */
export function ReporterMark({ reporter }: { readonly reporter: KnownReporter }): ReactElement {
  return h(
    'svg',
    { className: `trend-mark trend-mark--${reporter}`, viewBox: '0 0 14 14', 'aria-hidden': true },
    h('path', { d: REPORTER_MARKS[reporter] }),
  );
}
