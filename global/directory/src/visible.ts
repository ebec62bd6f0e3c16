import { actsAs, type OfficeCaller, type OfficeRole, Problem, type Visibility } from '@caecilia/kernel';

/** How far somebody sees, from everybody to those whose work it is. */
export type Sight = Visibility;

const RANK: Readonly<Record<Visibility, number>> = { public: 0, partner: 1, internal: 2, restricted: 3 };

/** Roles whose work what is restricted is. The owner of a record sees it as well. */
const SEES_RESTRICTED: readonly OfficeRole[] = ['head', 'security-adviser', 'privacy-officer'];

/** How far a caller sees of a record with these owners. Who came by a link and has no role sees what is for partners. */
export function sightOf(caller: OfficeCaller, owners: readonly (string | null | undefined)[] = []): Sight {
  if (actsAs(caller, ...SEES_RESTRICTED) || owners.includes(caller.id)) return 'restricted';
  if (caller.roles.length > 0) return 'internal';
  return caller.link === undefined ? 'public' : 'partner';
}

/** Whether what has a class may be seen with a sight. */
export function isSeen(visibility: Visibility, sight: Sight): boolean {
  return RANK[visibility] <= RANK[sight];
}

/**
 * The class of each field of a kind of record: what holds where nobody decided otherwise, and the widest that somebody
 * may make it. A note of our own can never become public.
 */
export type FieldClasses<Field extends string> = Readonly<
  Record<Field, { readonly usual: Visibility; readonly widest: Visibility }>
>;

/** The class that a field has in a record. A class that is wider than the field may have counts as its usual one. */
export function classOf<Field extends string>(
  classes: FieldClasses<Field>,
  chosen: Readonly<Record<string, Visibility>>,
  field: Field,
): Visibility {
  const { usual, widest } = classes[field];
  const own = chosen[field];
  return own !== undefined && RANK[own] >= RANK[widest] ? own : usual;
}

/** A record without the fields that a sight does not reach, and which of those left are restricted. */
export function seenFields<Field extends string, R extends Readonly<Partial<Record<Field, unknown>>>>(
  classes: FieldClasses<Field>,
  record: R,
  chosen: Readonly<Record<string, Visibility>>,
  sight: Sight,
): { readonly fields: Partial<R>; readonly restricted: readonly Field[] } {
  const names = Object.keys(classes) as Field[];
  const seen = names.filter((field) => isSeen(classOf(classes, chosen, field), sight));
  return {
    fields: Object.fromEntries(seen.map((field) => [field, record[field]])) as unknown as Partial<R>,
    restricted: seen.filter((field) => classOf(classes, chosen, field) === 'restricted'),
  };
}

/** Throws `Problem('invalid')` for a class of a field that is not there, or that is wider than the field may have. */
export function checkClasses<Field extends string>(
  classes: FieldClasses<Field>,
  chosen: Readonly<Record<string, Visibility>>,
): void {
  for (const [name, visibility] of Object.entries(chosen)) {
    const field = Object.hasOwn(classes, name) ? classes[name as Field] : undefined;
    if (field === undefined)
      throw new Problem('invalid', `There is no field ${name} whose class could be chosen.`, {
        expression: name,
      });
    if (RANK[visibility] < RANK[field.widest])
      throw new Problem('business-rule', `The field ${name} can be made ${field.widest} at the widest.`, {
        expression: name,
      });
  }
}
