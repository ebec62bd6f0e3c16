import { numberOf } from '../../json/exact-number.ts';
import { type NumberRange, nextUp } from '../value/decimal-range.ts';
import { objectField, textField } from './json-fields.ts';

/**
 * The range of a series of measurements: from its lowest sample to its highest, each times `factor` above `origin`.
 * `L` and `U` stand for the detection limits, `E` for a sample that could not be taken.
 */
export function sampledRange(data: Readonly<Record<string, unknown>>): NumberRange | undefined {
  const origin = numberOf(objectField(data, 'origin')?.value) ?? 0;
  const factor = numberOf(data.factor) ?? 1;
  const limits = { L: numberOf(data.lowerLimit), U: numberOf(data.upperLimit) };
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const sample of (textField(data, 'data') ?? '').split(/\s+/)) {
    const value =
      sample === 'L' || sample === 'U' ? limits[sample] : Number(sample === '' ? Number.NaN : sample);
    if (value === undefined || Number.isNaN(value)) continue;
    const measured = origin + value * factor;
    low = Math.min(low, measured);
    high = Math.max(high, measured);
  }
  return low > high ? undefined : { low, high: nextUp(high) };
}
