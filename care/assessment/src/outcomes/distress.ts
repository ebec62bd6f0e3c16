import { bandOf } from '../instrument/instrument.ts';
import { SAS_BANDS } from '../instrument/unlicensed.ts';
import { type Proportion, proportion } from './proportion.ts';

/** Distress by one symptom on the PCOC Symptom Assessment Scale (0 to 10) at the start and at the end of one phase. */
export interface DistressOverPhase {
  readonly start?: number;
  readonly end?: number;
}

/** What became of distress over phases. Only phases with a valid score at both ends are counted. */
export interface DistressSums {
  /** Absent or mild at the start, and still at the end (PCOC benchmark 3, first part). */
  readonly stayedLow: Proportion;
  /** Moderate or severe at the start, absent or mild at the end (second part). */
  readonly becameLow: Proportion;
  /** AIHW national measure 1.1: at least a point better, or 0 to 3 at the start and no worse. Another definition. */
  readonly improvedOrLow: Proportion;
  /** Phases without a valid score at one of the ends. */
  readonly notMeasured: number;
}

/** The targets of 90% and 60% were not verified, so none is shown. */
const BENCHMARK_3 =
  'PCOC outcome measure 3 (change in symptoms over a phase), bands of the SAS after Daveson 2021';
const MEASURE_1_1 = 'AIHW national palliative care measure 1.1';

const LOW = ['absent', 'mild'];

const isLow = (score: number) => LOW.includes(bandOf(SAS_BANDS, score)?.label.en ?? '');
const isValid = (score: number | undefined): score is number =>
  score !== undefined && Number.isInteger(score) && score >= 0 && score <= 10;

/** Sums over phases, for one symptom. */
export function distressSums(phases: readonly DistressOverPhase[]): DistressSums {
  const measured = phases.flatMap(({ start, end }) =>
    isValid(start) && isValid(end) ? [{ start, end }] : [],
  );
  return {
    stayedLow: proportion(
      measured.filter(({ start }) => isLow(start)),
      ({ end }) => isLow(end),
      { source: BENCHMARK_3 },
    ),
    becameLow: proportion(
      measured.filter(({ start }) => !isLow(start)),
      ({ end }) => isLow(end),
      { source: BENCHMARK_3 },
    ),
    improvedOrLow: proportion(measured, ({ start, end }) => end < start || (start <= 3 && end <= start), {
      source: MEASURE_1_1,
    }),
    notMeasured: phases.length - measured.length,
  };
}
