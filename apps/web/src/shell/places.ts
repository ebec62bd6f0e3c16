import type { Me } from '../server/queries.ts';
import { workWords } from '../words/words.ts';

/** Somewhere that is for whoever is signed in: a page of the app, or one of the house. */
export interface Place {
  readonly href: string;
  readonly label: Me['places'][number]['label'];
  readonly inApp: boolean;
  /** In the menu of the team, and not in the bar itself. */
  readonly group?: 'team';
}

/**
 * The places of somebody, by role: the server says which pages of the house are theirs. The list of the app stands in
 * the place of the house's own list of patients.
 */
export function placesOf({ places, desk }: Pick<Me, 'places' | 'desk'>): readonly Place[] {
  const label = { nl: workWords('nl')('nav.patients'), en: workWords('en')('nav.patients') };
  return [
    { href: '/patients', label, inApp: true },
    ...desk.map((place) => ({ ...place, href: place.href.replace(/^\/desk/, ''), inApp: true })),
    ...places
      .filter(({ href }) => href !== '/' && href !== '/desk')
      .map((place) => ({ ...place, inApp: false })),
  ];
}

/** What stands in the bar, and what in the menu of the team; a menu of one is no menu. */
export function barOf(places: readonly Place[]): {
  readonly bar: readonly Place[];
  readonly team: readonly Place[];
} {
  const team = places.filter(({ group }) => group === 'team');
  return team.length < 2 ? { bar: places, team: [] } : { bar: places.filter(({ group }) => !group), team };
}
