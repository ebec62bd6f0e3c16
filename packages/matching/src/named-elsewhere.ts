import type { OrganisationStore } from './organisation-store.ts';
import type { RorId } from './ror-id.ts';
import type { Organisation, OrganisationRelationship, RelationshipKind } from './ror-record.ts';

interface Named {
  readonly organisation: Organisation | undefined;
  readonly label: string;
  /** From each record that names it: in which country that one is, and what that one is to this. */
  readonly by: Map<RorId, { readonly country: string | undefined; readonly kind: RelationshipKind }>;
}

const INVERSE: Readonly<Record<RelationshipKind, RelationshipKind>> = {
  parent: 'child',
  child: 'parent',
  related: 'related',
  successor: 'predecessor',
  predecessor: 'successor',
};

/**
 * Organisations of which the registry at hand has no record but other records have the name, as a parent or a child
 * of theirs. They can be answered with, on weaker ground: their country is guessed where all who name them share one.
 */
export class NamedElsewhere {
  readonly #named = new Map<RorId, Named>();
  readonly #put = new Set<RorId>();

  /** How many were put into the store. */
  get size(): number {
    return this.#put.size;
  }

  /** Takes in whom a record names. */
  note(organisation: Organisation): void {
    const country = organisation.places[0]?.countryCode;
    for (const { id, label, kind } of organisation.relationships) {
      const named = this.#named.get(id) ?? { organisation: undefined, label, by: new Map() };
      named.by.set(organisation.id, { country, kind: INVERSE[kind] });
      this.#named.set(id, named);
    }
  }

  /** Takes in an organisation of which the name is known, and perhaps the country. */
  noteNameOnly(organisation: Organisation): void {
    const by: Named['by'] = this.#named.get(organisation.id)?.by ?? new Map<RorId, never>();
    this.#named.set(organisation.id, { organisation, label: '', by });
  }

  /** The organisation has a record of its own now. */
  forget(id: RorId): void {
    this.#put.delete(id);
  }

  /** Puts those into the store that have no record. */
  putInto(store: OrganisationStore): void {
    for (const [id, named] of this.#named) {
      const known = store.get(id);
      if (known !== undefined && known.status !== 'name-only') continue;
      if (known !== undefined && this.#put.has(id)) continue;
      store.put(organisationOf(id, named), true);
      this.#put.add(id);
    }
  }
}

function organisationOf(id: RorId, named: Named): Organisation {
  const countries = new Set([...named.by.values()].map(({ country }) => country));
  const [guessed] = countries;
  const places = guessed === undefined || countries.size > 1 ? [] : [{ countryCode: guessed }];
  const relationships: OrganisationRelationship[] = [...named.by].map(([other, { kind }]) => ({
    kind,
    id: other,
    label: '',
  }));
  const own = named.organisation;
  return {
    id,
    status: 'active',
    names: own?.names ?? [{ value: named.label, kinds: ['ror_display'] }],
    types: own?.types ?? [],
    places: own !== undefined && own.places.length > 0 ? own.places : places,
    relationships,
  };
}
