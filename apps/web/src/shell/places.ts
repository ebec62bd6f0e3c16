import type { Me } from '../server/queries.ts';
import { workWords } from '../words/words.ts';

/** Somewhere that is for whoever is signed in: a page of the app, or one of the house. */
export interface Place {
  readonly href: string;
  readonly label: Me['places'][number]['label'];
  readonly inApp: boolean;
}

/**
 * The places of somebody, by role: the server says which pages of the house are theirs. The list of the app stands in
 * the place of the house's own list of patients.
 */
export function placesOf({ places, desk }: Pick<Me, 'places' | 'desk'>): readonly Place[] {
  const label = { nl: workWords('nl')('nav.patients'), en: workWords('en')('nav.patients') };
  return [
    { href: '/patients', label, inApp: true },
    ...desk.map((place) => ({ label: place.label, href: place.href.replace(/^\/desk/, ''), inApp: true })),
    ...places
      .filter(({ href }) => href !== '/' && href !== '/desk')
      .map((place) => ({ ...place, inApp: false })),
  ];
}
