import {
  type Contact,
  DIMENSIONS,
  type Finding,
  type InstrumentRegistry,
  type Measurement,
  messagesIn,
  PHASE_CODE,
  readContact,
  readFinding,
  readMeasurement,
  readPhase,
  readSymptomAnalysis,
} from '@caecilia/assessment';
import { elementsOf, type FhirResource } from '@caecilia/fhir';
import {
  type Both,
  eachOf,
  type Found,
  type KindReader,
  originalOf,
  parts,
  type Reading,
  referencesIn,
  type StoryEvent,
  said,
  standingOf,
  type Words,
} from '@caecilia/story';
import { codesOf } from '../access/element.ts';

type Key = Parameters<ReturnType<typeof messagesIn>>[0];

const [NL, EN] = [messagesIn('nl'), messagesIn('en')];
const word = (key: Key, values?: Readonly<Record<string, string>>): Both => ({
  nl: NL(key, values),
  en: EN(key, values),
});
const after = (head: Both, tail: Both): Both => ({
  nl: `${head.nl}: ${tail.nl}`,
  en: `${head.en}: ${tail.en}`,
});

/** Readers of what the assessment module writes: contacts with what was found, scores, phases, symptoms. */
export function assessmentReaders(registry: InstrumentRegistry): readonly KindReader[] {
  return [contacts(), phases(), symptoms(), measurements(registry), responses(registry)];
}

/** A retracted one as it stood, so that it can be shown as entered in error. */
function asItStood(resource: FhirResource, status: string): FhirResource {
  return resource.status === 'entered-in-error' ? { ...resource, status } : resource;
}

const hasSystem = (concepts: readonly string[], system: string) =>
  concepts.some((code) => code.startsWith(`${system}|`));

const CONTACT_KIND = 'urn:caecilia:contact-kind';
const DIMENSION = 'urn:caecilia:dimension';
const SYMPTOM = 'urn:caecilia:symptom-analysis';
const INSTRUMENT = 'urn:caecilia:instrument';

function contacts(): KindReader {
  const isContact = ({ resourceType, type }: FhirResource) =>
    resourceType === 'Encounter' && elementsOf(type).some((each) => hasSystem(codesOf(each), CONTACT_KIND));
  const isFinding = ({ resourceType, code }: FhirResource) =>
    resourceType === 'Observation' && hasSystem(codesOf(code), DIMENSION);
  return {
    kind: 'contact',
    takes: (resource) => isContact(resource) || isFinding(resource),
    read(found, reading) {
      const findings = found
        .filter(({ resource }) => isFinding(resource))
        .map(({ resource }) => ({ resource, read: readFinding(resource) }));
      const known = findings.flatMap(({ read }) => read ?? []);
      const encounters = found.filter(({ resource }) => isContact(resource));
      const inError = (one: Found) => one.resource.status === 'entered-in-error';
      // A finding that cannot be read stays in sight, also where its contact can.
      const lost = findings.filter(
        ({ resource, read }) => read === undefined && resource.status !== 'entered-in-error',
      );
      return [
        ...eachOf(encounters, { kind: 'contact', reading }, (one) => {
          const { resource } = one;
          if (resource.status === 'planned' || resource.status === 'cancelled') return [];
          const contact = readContact(asItStood(resource, statusBefore(resource)), known);
          return contact && [contactEvent(contact, { resource, isVoid: inError(one), reading })];
        }),
        ...eachOf(
          lost.map(({ resource }) => ({ resource, before: [] })),
          { kind: 'contact', reading },
          () => undefined,
        ),
      ];
    },
  };
}

const statusBefore = ({ period }: FhirResource) =>
  typeof period === 'object' && period !== null && 'end' in period ? 'finished' : 'in-progress';

function contactEvent(
  contact: Contact,
  {
    resource,
    isVoid,
    reading,
  }: { readonly resource: FhirResource; readonly isVoid: boolean; readonly reading: Reading },
): StoryEvent {
  const when = reading.date(contact.start.toISOString());
  const original = originalOf(resource);
  return {
    key: `Encounter/${original.id}`,
    kind: 'contact',
    ...(when === undefined ? {} : { when }),
    what: word(`contact.${contact.kind}`),
    ...parts(
      ...DIMENSIONS.map((dimension) => {
        const finding = contact.findings.get(dimension);
        return finding && findingWords(word(`dimension.${dimension}`), finding);
      }),
      endWords(contact),
    ),
    by: contact.professionals,
    standing: isVoid ? 'inError' : 'stands',
    original,
  };
}

function findingWords(dimension: Both, finding: Finding): Words {
  return after(
    dimension,
    finding.kind === 'described' ? { nl: finding.words, en: finding.words } : word(`finding.${finding.kind}`),
  );
}

function endWords({ end }: Contact): Words | undefined {
  return end?.kind === 'partial' ? word('end.partial', { reason: end.reason }) : undefined;
}

function phases(): KindReader {
  return {
    kind: 'phase',
    takes: ({ resourceType, code }) =>
      resourceType === 'Observation' && codesOf(code).includes(`${PHASE_CODE.system}|${PHASE_CODE.code}`),
    read: (found, reading) =>
      eachOf(found, { kind: 'phase', reading }, ({ resource }) => {
        const read = readPhase(asItStood(resource, 'final'));
        const when = reading.date(read?.entry.from.toISOString());
        const original = originalOf(resource);
        return (
          read && [
            {
              key: `Observation/${original.id}`,
              kind: 'phase',
              ...(when === undefined ? {} : { when }),
              what: after(said('kind.phase'), word(`phase.${read.entry.phase}`)),
              ...parts(read.entry.reason),
              by: referencesIn(resource.performer),
              standing: standingOf(resource),
              original,
            },
          ]
        );
      }),
  };
}

function symptoms(): KindReader {
  return {
    kind: 'score',
    takes: ({ resourceType, code }) => resourceType === 'Observation' && hasSystem(codesOf(code), SYMPTOM),
    read: (found, reading) =>
      eachOf(found, { kind: 'score', reading }, ({ resource }) => {
        const read = readSymptomAnalysis(asItStood(resource, 'final'), []);
        if (read === undefined) return undefined;
        const when = reading.date(read.at.toISOString());
        const original = originalOf(resource);
        const { severity, reporter } = read;
        return [
          {
            key: `Observation/${original.id}`,
            kind: 'score',
            ...(when === undefined ? {} : { when }),
            what: read.symptom,
            ...parts(
              severity === undefined || reporter === undefined
                ? undefined
                : scored(String(severity), word(`reporter.${reporter}`)),
              read.nature,
              read.meaning,
              read.consequence,
            ),
            by: [read.by],
            standing: standingOf(resource),
            original,
          },
        ];
      }),
  };
}

const scored = (value: string, reporter: Both): Both => ({
  nl: `${value} (${reporter.nl})`,
  en: `${value} (${reporter.en})`,
});

function measurements(registry: InstrumentRegistry): KindReader {
  return {
    kind: 'score',
    takes: ({ resourceType, code }) => resourceType === 'Observation' && hasSystem(codesOf(code), INSTRUMENT),
    read: (found, reading) =>
      eachOf(found, { kind: 'score', reading }, ({ resource }) => {
        const read = readMeasurement(asItStood(resource, 'final'), registry);
        return read && [measurementEvent(read, registry, { resource, reading })];
      }),
  };
}

function measurementEvent(
  measurement: Measurement,
  registry: InstrumentRegistry,
  { resource, reading }: { readonly resource: FhirResource; readonly reading: Reading },
): StoryEvent {
  const { instrument: named, at, reporter, answeredBy } = measurement;
  const instrument = registry.find(named.id, named.version);
  const when = reading.date(at.toISOString());
  const original = originalOf(resource);
  // What the patient was not told yet is not repeated on a page that is printed.
  const values =
    instrument === undefined || instrument.withheldFromPatient ? [] : valuesIn(measurement, registry);
  return {
    key: `Observation/${original.id}`,
    kind: 'score',
    ...(when === undefined ? {} : { when }),
    what: instrument?.name ?? named.id,
    ...parts(...values, word(`reporter.${reporter}`)),
    by: answeredBy === undefined ? [] : [answeredBy],
    standing: standingOf(resource),
    original,
  };
}

/** Each answer as it was given, and the published total with its own band where there is one. */
function valuesIn(
  { instrument: named, answers, total, band }: Measurement,
  registry: InstrumentRegistry,
): readonly Words[] {
  const instrument = registry.find(named.id, named.version);
  const items = instrument?.items ?? [];
  const single = items.length === 1;
  const each = items.flatMap(({ linkId, text }): Words[] => {
    const answer = answers.get(linkId);
    if (answer === undefined) return [];
    const value =
      answer.kind === 'value'
        ? { nl: String(answer.value), en: String(answer.value) }
        : word('answer.cannotAnswer');
    const name = answer.kind === 'value' ? answer.name : undefined;
    if (single) return [value];
    const [nl, en] = [name ?? text.nl ?? text.en ?? linkId, name ?? text.en ?? text.nl ?? linkId];
    return [after({ nl, en }, value)];
  });
  if (total === undefined) return each;
  const label = band?.label;
  const sum =
    label === undefined
      ? { nl: String(total), en: String(total) }
      : { nl: `${total} (${label.nl})`, en: `${total} (${label.en})` };
  return [after(said('score.total'), sum), ...(items.length > 12 ? [] : each)];
}

/** A response of an instrument that the house knows: its Observation tells it. */
function responses(registry: InstrumentRegistry): KindReader {
  const ours = new Set(registry.all.map(({ id, version }) => `urn:caecilia:questionnaire:${id}|${version}`));
  return {
    kind: 'score',
    takes: ({ resourceType, questionnaire }) =>
      resourceType === 'QuestionnaireResponse' && ours.has(String(questionnaire)),
    read: () => [],
  };
}
