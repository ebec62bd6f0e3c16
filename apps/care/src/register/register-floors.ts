import { ACTIVATABLE, INSTRUMENTS, instrumentRegistry, instrumentsScreen } from '@caecilia/assessment';
import {
  askPages,
  type ConsultationPageSettings,
  consultationAssets,
  countsScreen,
  mayMark,
  registerPages,
} from '@caecilia/consultation';
import type { Caller } from '@caecilia/kernel';
import type { Store } from '@caecilia/store';
import { isCounter } from '../consultation/counts.ts';
import { consultationTeams } from '../consultation/teams.ts';
import type { PageFloor } from '../pages.ts';
import { patientAtHome, standingAtHome } from '../privacy/own-record.ts';
import type { ReadSearch } from '../read-search.ts';
import { agendaAbout } from './agenda-about.ts';
import { countsAsked } from './counts-endpoint.ts';

/** Who keeps the instruments of the house in order. */
const OFFICE = ['team-lead', 'team-secretary', 'functional-administrator', 'quality-lead'];

/** What the pages of asking and of the register stand on. */
export interface RegisterParts {
  readonly store: Store;
  readonly readSearch: ReadSearch;
  readonly now: () => Date;
  readonly demo: boolean;
  readonly timeZone: string;
}

/**
 * Pages of the server: where patients and carers ask the team, the agenda of who marked patients, figures for who has no
 * patients, and the instruments of the house.
 */
export function registerFloors({
  store,
  readSearch,
  now,
  demo,
  timeZone,
}: RegisterParts): readonly PageFloor[] {
  const session = (caller: Caller) => store.session(caller);
  /** Whoever is close to a patient asks by a mandate or as their representative; both end of themselves. */
  const asksFor = async (caller: Caller) => {
    const standing = await standingAtHome(store, caller);
    return standing === undefined || standing === 'nothing' ? undefined : await patientAtHome(store, caller);
  };
  const settings: ConsultationPageSettings = {
    house: { session, readSearch, now, timeZone },
    demo,
    about: agendaAbout({ session, readSearch, now, timeZone }),
    log: store.log,
    teams: (caller) => consultationTeams(session(caller), readSearch),
    asksFor,
  };
  const count = countsAsked({ store, readSearch, now, timeZone });
  return [
    {
      pages: askPages(settings),
      assets: consultationAssets(),
      opensTo: async (caller) => (await asksFor(caller)) !== undefined,
    },
    { pages: registerPages(settings), assets: [], opensTo: ({ role }) => mayMark(role) },
    { pages: [countsScreen({ demo, count })], assets: [], opensTo: isCounter },
    {
      pages: [
        instrumentsScreen(instrumentRegistry(INSTRUMENTS, ACTIVATABLE), { path: '/instruments', demo }),
      ],
      assets: [],
      opensTo: ({ role }) => OFFICE.includes(role),
    },
  ];
}
