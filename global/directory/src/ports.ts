import { actsAs, type OfficeCaller, type References, type Register } from '@caecilia/kernel';
import type { OrganisationFinder } from './organisation/finder.ts';
import type { DirectoryTables } from './tables.ts';
import type { Words } from './words.ts';

/** Something of another module that has to do with a partner, as its caller may see it. */
export interface SectionItem {
  readonly id: string;
  readonly title: Words;
  readonly state: string;
  /** Day of its next deadline. */
  readonly deadline?: string | undefined;
}

/** What another module knows of partners: agreements, initiatives, visits. `apps/global` gives it. */
export interface PartnerSection {
  /** For instance `agreements`. */
  readonly name: string;
  /** What has to do with any of these organisations, each once, the newest first. */
  of(caller: OfficeCaller, organisations: readonly string[]): Promise<readonly SectionItem[]>;
}

/** What the directory needs of the house that it is in. */
export interface DirectoryPorts {
  readonly register: Register<DirectoryTables>;
  readonly finder: OrganisationFinder;
  /** What other modules have that names organisations and people. */
  readonly references: readonly References[];
  readonly sections: readonly PartnerSection[];
  /** Whether a user still works here. */
  readonly isHere: (user: string) => boolean;
}

/** Everybody who works in the office reads the directory. */
export function mayRead(caller: OfficeCaller): boolean {
  return caller.roles.length > 0;
}

/** Who keeps the directory. */
export function mayKeep(caller: OfficeCaller): boolean {
  return actsAs(caller, 'officer', 'head', 'administrator');
}

/** Who answers people about what is kept of them. */
export function mayAnswerPeople(caller: OfficeCaller): boolean {
  return actsAs(caller, 'officer', 'head', 'privacy-officer');
}
