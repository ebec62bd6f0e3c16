import type { Candidate } from './candidates.ts';
import { FIRST_WORD_BIT, type OrganisationStore, type StoredOrganisation } from './organisation-store.ts';
import type { RorId } from './ror-id.ts';

/** What is measured of a candidate among the others, in this order. */
export const RIVAL_MEASURES = [
  'sameName',
  'sameNameBetterPlaced',
  'sameSpelt',
  'moreProminent',
  'within',
  'withinKind',
  'contains',
  'containsParent',
  'bestElsewhere',
  'bestOverlap',
  'elsewhere',
  'parentThere',
  'childThere',
  'relatedThere',
  'widerIsChild',
  'widerIsRelated',
  'widerProminence',
  'widerInGrid',
  'widerHospital',
  'widerSchool',
] as const;

/** How a candidate stands among the others: who has the same words, wider ones, better evidence, and who is kin. */
export function rivalMeasures(
  candidate: Candidate,
  all: readonly Candidate[],
  store: OrganisationStore,
): number[] {
  const rivals = new Rivals(store);
  for (const other of all) if (other !== candidate) rivals.count(candidate, other);
  return rivals.measures(candidate);
}

class Rivals {
  #same = 0;
  #better = 0;
  #within = 0;
  #withinKind = 0;
  #contains = 0;
  #containsParent = 0;
  #elsewhere = -1;
  #overlap = -1;
  #apart = 0;
  #parent = 0;
  #child = 0;
  #related = 0;
  #spelt = 0;
  #prominent = -9;
  #widerChild = 0;
  #widerRelated = 0;
  #widerProminence = -9;
  #widerGrid = -1;
  #widerBits = 0;
  readonly #store: OrganisationStore;

  constructor(store: OrganisationStore) {
    this.#store = store;
  }

  count(candidate: Candidate, other: Candidate): void {
    const { alignment: a, organisation } = candidate;
    const { alignment: b } = other;
    if (other.merit > 0.8) this.#countRelative(organisation, other.organisation.id);
    if (b.to <= a.from || b.from >= a.to) {
      if (other.merit > 0.85) this.#apart += 1;
      this.#elsewhere = Math.max(this.#elsewhere, other.merit);
      return;
    }
    this.#overlap = Math.max(this.#overlap, other.merit);
    if (b.from === a.from && b.to === a.to) this.#countSame(candidate, other);
    else if (b.from <= a.from && b.to >= a.to) this.#countWider(organisation, other);
    else if (b.from >= a.from && b.to <= a.to && b.coverage > 0.95) {
      this.#contains = 1;
      if (organisation.parents.includes(other.organisation.id)) this.#containsParent = 1;
    }
  }

  measures(candidate: Candidate): number[] {
    return [
      this.#same,
      this.#better,
      this.#spelt,
      this.#prominent === -9 ? -9 : this.#prominent - candidate.organisation.prominence,
      this.#within,
      this.#withinKind,
      this.#contains,
      this.#containsParent,
      this.#elsewhere - candidate.merit,
      this.#overlap - candidate.merit,
      this.#apart,
      this.#parent,
      this.#child,
      this.#related,
      this.#widerChild,
      this.#widerRelated,
      this.#widerProminence,
      this.#widerGrid,
      Number((this.#widerBits & (FIRST_WORD_BIT << 1)) !== 0),
      Number((this.#widerBits & (FIRST_WORD_BIT << 2)) !== 0),
    ];
  }

  #countRelative({ parents, children, related }: StoredOrganisation, id: RorId): void {
    if (parents.includes(id)) this.#parent = 1;
    if (children.includes(id)) this.#child = 1;
    if (related.includes(id)) this.#related = 1;
  }

  #countSame(candidate: Candidate, other: Candidate): void {
    if (other.alignment.coverage < candidate.alignment.coverage - 0.01) return;
    const mine = candidate.evidence.country * 2 + candidate.evidence.city + Number(candidate.evidence.region);
    const theirs = other.evidence.country * 2 + other.evidence.city + Number(other.evidence.region);
    if (theirs >= mine) {
      this.#same += 1;
      this.#prominent = Math.max(this.#prominent, other.organisation.prominence);
      if (other.spelt) this.#spelt += 1;
    }
    if (theirs > mine) this.#better += 1;
  }

  #countWider(organisation: StoredOrganisation, other: Candidate): void {
    const { coverage, gapWeight, missingKind } = other.alignment;
    if (coverage < 0.8 || other.evidence.country < -1) return;
    this.#within = Math.max(this.#within, coverage - 0.03 * gapWeight);
    if (!missingKind && coverage > 0.9) this.#withinKind = 1;
    if (this.#widerProminence < other.organisation.prominence) {
      this.#widerProminence = other.organisation.prominence;
      this.#widerGrid = Number(other.organisation.inGrid);
    }
    this.#widerBits |= this.#store.nameBits.at(other.alignment.name);
    if (organisation.children.includes(other.organisation.id)) this.#widerChild = 1;
    if (organisation.related.includes(other.organisation.id)) this.#widerRelated = 1;
  }
}
