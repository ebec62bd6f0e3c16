import { numberOf } from '../../json/exact-number.ts';
import { pointRange } from '../value/decimal-range.ts';
import { EntrySink, type Found } from './entry-sink.ts';
import { isJsonObject } from './json-fields.ts';

/** A position on earth as a composite of two numbers: degrees north, degrees east. */
export function emitPosition(param: string, { value }: Found, sink: EntrySink): void {
  if (!isJsonObject(value)) return;
  const north = coordinate('latitude', value.latitude);
  const east = coordinate('longitude', value.longitude);
  if (north !== undefined && east !== undefined) sink.composites.push({ param, parts: [north, east] });
}

function coordinate(param: string, value: unknown): EntrySink | undefined {
  const degrees = numberOf(value);
  if (degrees === undefined) return undefined;
  const sink = new EntrySink();
  sink.ranges.push({ param, kind: 'number', ...pointRange(degrees) });
  return sink;
}
