import { Problem } from '@caecilia/kernel';

/**
 * Reads JSON data of a pack into a typed value, or throws `Problem('structure')` that names the place. A decoder is
 * a function of the value and its place, so that a wrong pack is found when it is installed and not at night.
 */
export type Decoder<T> = (value: unknown, place: string) => T;

function refuse(place: string, expected: string): never {
  throw new Problem(
    'structure',
    `The care-plan data of a pack has at ${place} something else than ${expected}.`,
    {
      expression: place,
    },
  );
}

export const words: Decoder<string> = (value, place) =>
  typeof value === 'string' && value.trim() !== '' ? value : refuse(place, 'words');

export const yes: Decoder<true> = (value, place) => (value === true ? value : refuse(place, 'true'));

export function optional<T>(decoder: Decoder<T>): Decoder<T | undefined> {
  return (value, place) => (value === undefined ? undefined : decoder(value, place));
}

export function list<T>(decoder: Decoder<T>): Decoder<readonly T[]> {
  return (value, place) =>
    Array.isArray(value)
      ? value.map((item: unknown, index) => decoder(item, `${place}[${index}]`))
      : refuse(place, 'a list');
}

/** A list that may be left out. */
export function listIfAny<T>(decoder: Decoder<T>): Decoder<readonly T[]> {
  const present = list(decoder);
  return (value, place) => (value === undefined ? [] : present(value, place));
}

export function oneOf<const T extends readonly string[]>(allowed: T): Decoder<T[number]> {
  return (value, place) =>
    allowed.find((each): each is T[number] => each === value) ??
    refuse(place, `one of ${allowed.join(', ')}`);
}

type Shape = Readonly<Record<string, Decoder<unknown>>>;
type Decoded<S extends Shape> = { readonly [K in keyof S]: ReturnType<S[K]> };

/** An object with exactly these members; a member that is not named is refused, because it would be overlooked. */
export function object<S extends Shape>(shape: S): Decoder<Decoded<S>> {
  return (value, place) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return refuse(place, 'an object');
    const given = new Map<string, unknown>(Object.entries(value));
    for (const name of given.keys()) if (!(name in shape)) refuse(`${place}.${name}`, 'a known member');
    const members = Object.entries(shape).map(([name, decode]) => [
      name,
      decode(given.get(name), `${place}.${name}`),
    ]);
    // Each member was decoded by the decoder of that name: the object has the shape of the type.
    return Object.fromEntries(members) as Decoded<S>;
  };
}
