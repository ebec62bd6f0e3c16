import type { Instrument } from '../instrument/instrument.ts';
import type { PhaseOfEpisode, RecordedContact } from '../record/assessment.ports.ts';
import type { Measurement } from '../response/measurement.ts';
import type { DeskContact, DeskInstrument, DeskMeasurement, DeskPhase, DeskValue } from './answers.ts';

/** Names by reference. */
export type Names = ReadonlyMap<string, string>;

const named = (names: Names, reference: string | undefined) => {
  const by = reference === undefined ? undefined : names.get(reference);
  return by === undefined ? {} : { by };
};

export function phaseShown({ episodeId, entry, by }: PhaseOfEpisode, names: Names): DeskPhase {
  const { phase, from, until, reason } = entry;
  return {
    phase,
    from: from.toISOString(),
    ...(until === undefined ? {} : { until: until.toISOString() }),
    reason,
    episodeId,
    ...named(names, by),
  };
}

/** Everybody whom a contact names. */
export function peopleOf({ contact: { professionals, present } }: RecordedContact): readonly string[] {
  return [...professionals, ...(present?.close ?? [])];
}

export function contactShown({ id, edition, contact }: RecordedContact, names: Names): DeskContact {
  const { kind, place, first, start, end, professionals, present, findings, nextStep } = contact;
  const call = (reference: string) => names.get(reference) ?? reference;
  return {
    id,
    edition,
    kind,
    place,
    first,
    start: start.toISOString(),
    ...(end === undefined ? {} : { end: { ...end, at: end.at.toISOString() } }),
    professionals: professionals.map(call),
    ...(present === undefined ? {} : { present: { ...present, close: present.close.map(call) } }),
    findings: Object.fromEntries(findings),
    ...(nextStep === undefined ? {} : { nextStep }),
  };
}

export function valueShown(
  answer: Measurement['answers'] extends ReadonlyMap<string, infer A> ? A : never,
): DeskValue {
  return answer.kind === 'value' ? answer.value : 'cannotAnswer';
}

export function measurementShown(
  { id, instrument, at, reporter, answeredBy, answers, total, band }: Measurement,
  names: Names,
  withheld: boolean,
): DeskMeasurement {
  return {
    id,
    version: instrument.version,
    at: at.toISOString(),
    reporter,
    ...named(names, answeredBy),
    answers: Object.fromEntries([...answers].map(([linkId, answer]) => [linkId, valueShown(answer)])),
    names: Object.fromEntries(
      [...answers].flatMap(([linkId, answer]) =>
        answer.kind === 'value' && answer.name !== undefined ? [[linkId, answer.name]] : [],
      ),
    ),
    ...(total === undefined ? {} : { total }),
    ...(band === undefined ? {} : { band: { label: band.label, source: band.source } }),
    withheld,
  };
}

/** An instrument without what only the record needs. One that is not in use has no questions here, whatever it holds. */
export function instrumentShown(instrument: Instrument, inUse: boolean): DeskInstrument {
  const { id, version, name, purpose, source, about, timeFrame, instruction, reporters } = instrument;
  const { licence, items, total, answersAre, withheldFromPatient } = instrument;
  const { state, basis, acknowledgement, conditions } = licence;
  return {
    id,
    version,
    name,
    purpose,
    source,
    about,
    reporters,
    items: inUse ? items : [],
    answersAre,
    withheldFromPatient,
    inUse,
    licence: {
      state,
      basis,
      ...(acknowledgement === undefined ? {} : { acknowledgement }),
      ...(conditions === undefined ? {} : { conditions }),
    },
    ...(timeFrame === undefined ? {} : { timeFrame }),
    ...(instruction === undefined ? {} : { instruction }),
    ...(total === undefined ? {} : { total }),
  };
}
