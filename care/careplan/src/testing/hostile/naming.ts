import { TREATMENT_CODES, type TreatmentKey } from './directives.ts';
import { list, type Part, says, words } from './parts.ts';

const SCT = 'http://snomed.info/sct';
const KNOWN_NAMES: Readonly<Record<string, TreatmentKey>> = {
  beademing: 'ventilation',
  bloedtransfusie: 'bloodProducts',
};

/** Which treatments a provision names, told from the raw resource. */
export interface Named {
  readonly keys: readonly string[];
  readonly beside: readonly string[];
  readonly doubtful: boolean;
  /** One of the treatments of the standard, by its code. */
  readonly isKnown: boolean;
}

/** A declaration of the tests refuses resuscitation; words in its code say more than that. */
export function declared(provision: Part): Named {
  const concepts = list(provision.code);
  const isRefusal = concepts.some(({ coding }) => list(coding).some(({ code }) => code === 'NR'));
  const doubtful = concepts.some(({ coding }) =>
    list(coding).some(({ _code, _system }) => says(_code) || says(_system)),
  );
  const several =
    concepts
      .flatMap(({ coding }) => list(coding))
      .filter(({ code, system }) => says(code) && !String(system).startsWith('https://example.org')).length >
    1;
  const beside = concepts.map(({ text }) => words(text)).filter((each) => each !== '');
  return { keys: isRefusal ? ['cpr'] : [], beside, doubtful: doubtful || several, isKnown: isRefusal };
}

/** The treatments that a provision names, and whether that is clear. */
export function namesIn(provision: Part): Named {
  const all = list(provision.code).map(nameOf);
  const keys = [...new Set(all.flatMap((each) => each.keys))];
  return {
    keys: keys.length === 0 ? ['unnamed'] : keys,
    beside: all.flatMap(({ beside }) => beside),
    doubtful: keys.length !== 1 || keys[0] === 'unnamed' || all.some(({ doubtful }) => doubtful),
    isKnown: all.some(({ isKnown }) => isKnown),
  };
}

function nameOf(concept: Part): Named {
  const codings = list(concept.coding);
  const withheld = codings.some(({ _code, _system }) => says(_code) || says(_system));
  const sct = new Set(codings.filter(({ system }) => system === SCT).map(({ code }) => words(code)));
  sct.delete('');
  const byCode = Object.entries(TREATMENT_CODES).flatMap(([key, code]) => (sct.has(code) ? [key] : []));
  const isOther = codings.some(({ code }) => code === 'OTH');
  const text = words(concept.text);
  const byWords = [text, ...codings.map(({ display }) => words(display))].flatMap(
    (each) => KNOWN_NAMES[each.toLowerCase()] ?? [],
  );
  if (byCode.length > 0) {
    const keys = [...new Set([...byCode, ...byWords])];
    const narrower = text === '' || KNOWN_NAMES[text.toLowerCase()] !== undefined ? [] : [text];
    return {
      keys,
      beside: narrower,
      doubtful: withheld || sct.size > 1 || isOther || keys.length > 1,
      isKnown: true,
    };
  }
  const own =
    text ||
    codings
      .map(({ display, code }) => words(display) || (code === 'OTH' ? '' : words(code)))
      .find((each) => each !== '');
  if (own === undefined || own === '')
    return { keys: ['unnamed'], beside: [], doubtful: true, isKnown: false };
  const known = KNOWN_NAMES[own.toLowerCase()];
  // "Other" that is only shown as a treatment of the standard says two things.
  const isShownAs = text === '' && codings.every(({ code }) => code === 'OTH');
  return { keys: [known ?? `words:${own}`], beside: [], doubtful: withheld || isShownAs, isKnown: false };
}
