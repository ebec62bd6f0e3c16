import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { codeIn, instantIn, referenceIn } from '../element.ts';
import { type Band, bandOf, type Instrument, type Item } from '../instrument/instrument.ts';
import type { InstrumentRegistry } from '../instrument/registry.ts';
import type { Answer, Answers } from '../instrument/score.ts';
import { isReporter, type KnownReporter } from '../reporter.ts';
import { ABSENT_SYSTEM, COULD_NOT_ANSWER, EXTENSIONS, SYSTEMS } from '../terms.ts';

/** A response as it was recorded. Nothing is scored again: the total is the one that was stored then. */
export interface Measurement {
  readonly id: string;
  readonly instrument: { readonly id: string; readonly version: string };
  /** UTC. */
  readonly at: Date;
  readonly reporter: KnownReporter;
  /** Whose answers they are, `Type/id`. */
  readonly answeredBy?: string;
  readonly answers: Answers;
  readonly total?: number;
  /** The band of the total by the version it was scored with; none when this house does not know that version. */
  readonly band?: Band;
  /** The response behind it, `QuestionnaireResponse/…`. */
  readonly response?: string;
}

/** Reads an Observation of ours; undefined for another, for a retracted one, and for one without an exact moment. */
export function readMeasurement(
  observation: FhirResource,
  registry: InstrumentRegistry,
): Measurement | undefined {
  const { id, status } = observation;
  const named = instrumentOf(observation.code);
  const at = instantIn(observation.effectiveDateTime);
  const kept = status === 'final' || status === 'amended' || status === 'corrected';
  if (id === undefined || !kept || !named || at === undefined) return undefined;
  const instrument = registry.find(named.id, named.version);
  const total = totalIn(observation, instrument);
  const band = total === undefined ? undefined : bandOf(instrument?.total?.bands ?? [], total);
  const answeredBy = elementsOf(observation.performer).map(referenceIn)[0];
  const response = elementsOf(observation.derivedFrom).map(referenceIn)[0];
  return {
    id,
    instrument: named,
    at: new Date(at),
    reporter: reporterIn(observation),
    ...(answeredBy === undefined ? {} : { answeredBy }),
    answers: new Map(instrument ? answersIn(observation, instrument) : []),
    ...(total === undefined ? {} : { total }),
    ...(band === undefined ? {} : { band }),
    ...(response === undefined ? {} : { response }),
  };
}

function instrumentOf(code: unknown): Measurement['instrument'] | undefined {
  const coding = elementsOf(elementOf(code).coding).find(({ system }) => system === SYSTEMS.instrument);
  const { code: id, version } = coding ?? {};
  return typeof id === 'string' && typeof version === 'string' ? { id, version } : undefined;
}

/** What the resource itself says, and nothing where it does not: a guess could put a proxy's score among the patient's. */
function reporterIn({ extension }: FhirResource): KnownReporter {
  const said = elementsOf(extension).find(({ url }) => url === EXTENSIONS.reporter)?.valueCode;
  return isReporter(said) ? said : 'unknown';
}

const integerIn = (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) ? value : undefined;

function totalIn(observation: FhirResource, instrument: Instrument | undefined): number | undefined {
  return instrument?.total === undefined ? undefined : integerIn(observation.valueInteger);
}

function answersIn(
  observation: FhirResource,
  instrument: Instrument,
): readonly (readonly [string, Answer])[] {
  const [only, ...others] = instrument.items;
  if (only && others.length === 0) return answerIn(instrument, only, observation);
  return elementsOf(observation.component).flatMap((component) => {
    const item = instrument.items.find((each) => carries(component, instrument, each));
    return item ? answerIn(instrument, item, component) : [];
  });
}

function carries(component: Element, { id }: Instrument, item: Item): boolean {
  const { system, code } = item.code ?? { system: SYSTEMS.item, code: `${id}.${item.linkId}` };
  return codeIn(component.code, system) === code;
}

function answerIn(
  instrument: Instrument,
  item: Item,
  from: Element | FhirResource,
): readonly (readonly [string, Answer])[] {
  if (codeIn(from.dataAbsentReason, ABSENT_SYSTEM) === COULD_NOT_ANSWER)
    return [[item.linkId, { kind: 'cannotAnswer' }]];
  const coded = codeIn(from.valueCodeableConcept, `${SYSTEMS.item}:${instrument.id}.${item.linkId}`);
  const value = integerIn(from.valueInteger) ?? (coded === undefined ? undefined : Number(coded));
  if (value === undefined) return [];
  const { text } = elementOf(from.code);
  const name = item.named && typeof text === 'string' ? { name: text } : {};
  return [[item.linkId, { kind: 'value', value, ...name }]];
}
