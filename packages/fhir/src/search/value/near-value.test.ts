import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SearchError } from '../search-error.ts';
import { type GeographicBox, parseNearValue } from './near-value.ts';

const EARTH_KM = 6371.0088;

function distance(
  [north, east]: readonly [number, number],
  [toNorth, toEast]: readonly [number, number],
): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (angle: number) => Math.sin(radians(angle) / 2) ** 2;
  const across = Math.cos(radians(north)) * Math.cos(radians(toNorth)) * half(toEast - east);
  return 2 * EARTH_KM * Math.asin(Math.sqrt(Math.min(1, half(toNorth - north) + across)));
}

function holds({ latitude, longitude }: GeographicBox, [north, east]: readonly [number, number]): boolean {
  return latitude.low <= north && north < latitude.high && longitude.low <= east && east < longitude.high;
}

describe('a place to be near to', () => {
  it('is latitude, longitude, distance and unit; 10 km and km when left out', () => {
    const [box] = parseNearValue('52.09|5.12|1|km');
    expect(box?.latitude.low).toBeCloseTo(52.081, 3);
    expect(box?.longitude.high).toBeCloseTo(5.1346, 3);
    expect(parseNearValue('52.09|5.12')).toEqual(parseNearValue('52.09|5.12|10|km'));
    expect(parseNearValue('52.09|5.12|1000|m')).toEqual(parseNearValue('52.09|5.12|1'));
    expect(parseNearValue('52.09|5.12|1|[mi_i]')).toEqual(parseNearValue('52.09|5.12|1.609344|km'));
  });

  it('is two boxes across the 180th meridian, and a whole ring around a pole', () => {
    const fiji = parseNearValue('-17.7|179.9|50|km');
    expect(fiji).toHaveLength(2);
    expect(fiji.some((box) => holds(box, [-17.7, -179.8]))).toBe(true);
    expect(parseNearValue('89.9|0|50|km')).toMatchObject([{ longitude: { low: -180 } }]);
  });

  it('holds everything that is as near as asked', () => {
    const north = fc.double({ min: -89, max: 89, noNaN: true });
    const east = fc.double({ min: -180, max: 180, noNaN: true });
    const offset = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(north, east, offset, offset, (latitude, longitude, up, right) => {
        const from = [Number(latitude.toFixed(6)), Number(longitude.toFixed(6))] as const;
        const turned = from[1] + right;
        const to = [
          from[0] + up,
          turned > 180 ? turned - 360 : turned < -180 ? turned + 360 : turned,
        ] as const;
        fc.pre(Math.abs(to[0]) <= 90 && distance(from, to) < 100);
        const boxes = parseNearValue(`${from[0].toFixed(6)}|${from[1].toFixed(6)}|100|km`);
        expect(boxes.some((box) => holds(box, to))).toBe(true);
      }),
    );
  });

  it.each(['', '52', '52|', 'a|b', '91|0', '0|181', '1|1|-1', '1|1|1|parsec', '1|1|1|km|x', '1|1|far'])(
    'is refused when it is not on earth: %s',
    (value) => {
      expect(() => parseNearValue(value)).toThrow(SearchError);
    },
  );
});
