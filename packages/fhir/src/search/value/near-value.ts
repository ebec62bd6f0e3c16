import { splitUnescaped, unescapeValue } from '../grammar/escape.ts';
import { SearchError } from '../search-error.ts';
import { type NumberRange, nextUp } from './decimal-range.ts';

/** Degrees north and east, as closed-open ranges. */
export interface GeographicBox {
  readonly latitude: NumberRange;
  readonly longitude: NumberRange;
}

const EARTH_KM = 6371.0088;
/** What is near where the search does not say how far. */
const DEFAULT_KM = 10;
const DEGREE = Math.PI / 180;

/** Kilometres in a unit, by UCUM code; `mi` is not UCUM and plain all the same. */
const KILOMETRES: ReadonlyMap<string, number> = new Map([
  ['km', 1],
  ['m', 0.001],
  ['[mi_i]', 1.609344],
  ['[mi_us]', 1.609347],
  ['mi', 1.609344],
  ['[nmi_i]', 1.852],
  ['[ft_i]', 0.0003048],
]);

/**
 * `latitude|longitude|distance|unit` of `Location.near`, as the box around the circle: FHIR leaves the accuracy to the
 * server. Without a unit km; without a distance 10 km. Two boxes where the circle crosses the 180th meridian. Throws
 * `SearchError('value')`.
 */
export function parseNearValue(value: string): readonly GeographicBox[] {
  const [latitude = '', longitude = '', distance = '', unit = '', ...more] = splitUnescaped(value, '|');
  const [north, east] = [decimal(latitude), decimal(longitude)];
  const kilometres = KILOMETRES.get(unit === '' ? 'km' : unescapeValue(unit));
  const radius = distance === '' ? DEFAULT_KM : (decimal(distance) ?? -1) * (kilometres ?? 1);
  const isPlace = north !== undefined && east !== undefined && Math.abs(north) <= 90 && Math.abs(east) <= 180;
  if (!isPlace || kilometres === undefined || radius < 0 || more.length > 0) {
    throw new SearchError(
      'value',
      'near is written as latitude|longitude|distance|unit in decimal degrees, the unit one of km, m, [mi_i], [mi_us], [nmi_i], [ft_i]',
    );
  }
  return boxesAround(north, east, radius / EARTH_KM);
}

function decimal(text: string): number | undefined {
  return /^[+-]?\d{1,9}(?:\.\d{1,15})?$/.test(text) ? Number(text) : undefined;
}

/** `angle` is the radius of the circle seen from the centre of the earth, in radians. */
function boxesAround(north: number, east: number, angle: number): GeographicBox[] {
  const height = angle / DEGREE;
  const latitude = closed(Math.max(-90, north - height), Math.min(90, north + height));
  const holdsPole = Math.abs(north) + height >= 90;
  const ratio = holdsPole ? 1 : Math.sin(angle) / Math.cos(north * DEGREE);
  if (holdsPole || ratio >= 1) return [{ latitude, longitude: closed(-180, 180) }];
  const width = Math.asin(ratio) / DEGREE;
  return longitudes(east - width, east + width).map((longitude) => ({ latitude, longitude }));
}

function longitudes(west: number, east: number): NumberRange[] {
  if (west < -180) return [closed(-180, east), closed(west + 360, 180)];
  if (east > 180) return [closed(west, 180), closed(-180, east - 360)];
  return [closed(west, east)];
}

function closed(low: number, high: number): NumberRange {
  return { low, high: nextUp(high) };
}
