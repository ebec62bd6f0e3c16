import { Problem } from '@caecilia/kernel';
import { akps } from './akps.ts';
import { barthel, rugAdl } from './daily.ts';
import { esasR } from './esas.ts';
import type { Instrument } from './instrument.ts';
import { carerQuestion, surpriseQuestion } from './questions.ts';
import { symptomList } from './symptoms.ts';
import { unlicensed } from './unlicensed.ts';
import { dos, painNrs } from './zib.ts';

/** Every instrument that this release knows of, those that cannot be activated included. */
export const INSTRUMENTS: readonly Instrument[] = [
  akps,
  symptomList,
  esasR,
  painNrs,
  dos,
  barthel,
  rugAdl,
  surpriseQuestion,
  carerQuestion,
  ...unlicensed,
];

/** All versions of all instruments of a house. What was filled in once stays readable by its own version. */
export interface InstrumentRegistry {
  readonly all: readonly Instrument[];
  /** Undefined for what this house never knew. */
  find(id: string, version: string): Instrument | undefined;
  /** The versions in use, one of each instrument. */
  readonly active: readonly Instrument[];
  /** The version in use. Throws `Problem('not-supported')` when the instrument is not in use. */
  inUse(id: string): Instrument;
}

/** What a house has in use: the version of an instrument. */
export interface Activation {
  readonly id: string;
  readonly version: string;
}

/**
 * Whether an instrument may be activated, as a sentence that says why not. A licence that is not `verified` forbids
 * it, and so does a text that is not here; there is no way around it.
 */
export function reasonAgainst({ licence, items, name }: Instrument): string | undefined {
  if (licence.state !== 'verified')
    return `The licence of ${name.en} is not verified (${licence.state}): ${licence.basis}`;
  return items.length === 0 ? `The questions of ${name.en} are not here.` : undefined;
}

/** Those of this release that can be activated, in their newest version. */
export const ACTIVATABLE: readonly Activation[] = INSTRUMENTS.filter(
  (instrument) => reasonAgainst(instrument) === undefined,
).map(({ id, version }) => ({ id, version }));

/**
 * The registry of a house. Throws `Problem('business-rule')` when an instrument is to be in use that may not be, and
 * `Problem('duplicate')` for two instruments, or two versions in use, under one name: a version has one meaning for ever.
 */
export function instrumentRegistry(
  all: readonly Instrument[],
  activations: readonly Activation[],
): InstrumentRegistry {
  const byName = new Map(all.map((instrument) => [nameOf(instrument), instrument]));
  if (byName.size < all.length)
    throw new Problem('duplicate', 'Two instruments have the same name and version.');
  const active = activations.map((activation) => activated(byName, activation));
  if (new Set(active.map(({ id }) => id)).size < active.length)
    throw new Problem('duplicate', 'Two versions of one instrument cannot be in use together.');
  return {
    all,
    find: (id, version) => byName.get(nameOf({ id, version })),
    active,
    inUse(id) {
      const found = active.find((instrument) => instrument.id === id);
      if (!found)
        throw new Problem('not-supported', 'This instrument is not in use here. Choose one from the list.');
      return found;
    },
  };
}

const nameOf = ({ id, version }: Activation) => `${id}|${version}`;

function activated(byName: ReadonlyMap<string, Instrument>, activation: Activation): Instrument {
  const instrument = byName.get(nameOf(activation));
  if (!instrument)
    throw new Problem(
      'business-rule',
      `There is no instrument ${activation.id}, version ${activation.version}.`,
    );
  const against = reasonAgainst(instrument);
  if (against !== undefined) throw new Problem('business-rule', against);
  return instrument;
}
