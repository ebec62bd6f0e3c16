import type { Page } from '@caecilia/kernel';
import type { NetworkSettings } from './settings.ts';
import { connectionPages } from './ui/connectionPages.ts';
import { endPages } from './ui/endPage.ts';
import { invitePages } from './ui/invitePages.ts';
import { organizationPages } from './ui/organizationPages.ts';
import { overviewPages } from './ui/overviewPage.ts';
import { professionalPages } from './ui/professionalPages.ts';
import { relationPages } from './ui/relationPages.ts';
import { servicePages } from './ui/servicePages.ts';
import { userActPages } from './ui/userActs.ts';
import { userPages } from './ui/userPages.ts';

/** All pages of this module, under `/network`. */
export function networkPages(settings: NetworkSettings): readonly Page[] {
  return [
    ...overviewPages(settings),
    ...organizationPages(settings),
    ...professionalPages(settings),
    ...servicePages(settings),
    ...connectionPages(settings),
    ...endPages(settings),
    ...userPages(settings),
    ...invitePages(settings),
    ...userActPages(settings),
    ...relationPages(settings),
  ];
}
