/**
 * Who may see a field of the register, from everybody to few. `public` is on the site, `partner` is for the parties of an
 * agreement as well, `internal` for everybody who works in the office, `restricted` for those whose work it is.
 */
export const VISIBILITIES = ['public', 'partner', 'internal', 'restricted'] as const;

/** One of the classes of a field. */
export type Visibility = (typeof VISIBILITIES)[number];

/**
 * What somebody does in the office. A reader sees what is internal and proposes; an officer keeps the register; a head
 * decides; an adviser on knowledge security, a lawyer and a privacy officer see and decide what is theirs; an editor
 * keeps the site. An owner of a record is no role but a person named on it.
 */
export const OFFICE_ROLES = [
  'reader',
  'officer',
  'head',
  'security-adviser',
  'legal',
  'privacy-officer',
  'editor',
  'administrator',
] as const;

/** One of the roles of the office. */
export type OfficeRole = (typeof OFFICE_ROLES)[number];

/**
 * Who asks something of the register. Partners who look through a link have no role at all: what they see is what the
 * link opens.
 */
export interface OfficeCaller {
  /** UUID of the user, or `system:` and the name of what acts, for instance `system:import`. */
  readonly id: string;
  /** For screens and for the log. */
  readonly name: string;
  readonly roles: readonly OfficeRole[];
  /** Set where a partner looks through a link: what the link opens. */
  readonly link?: { readonly subject: string; readonly id: string };
  readonly requestId?: string;
}

/** Whether a caller acts in one of these roles. */
export function actsAs({ roles }: Pick<OfficeCaller, 'roles'>, ...any: readonly OfficeRole[]): boolean {
  return roles.some((role) => any.includes(role));
}
