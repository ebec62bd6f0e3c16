import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { CONFIDENTIALITY_SYSTEM } from '@caecilia/kernel';
import { typedDay } from '@caecilia/ui';
import { REASONS, type Reason } from '../agenda/reason.ts';
import { EXTENSIONS, ITEM_SYSTEM, MINUTES_SYSTEM, PART_SYSTEM, REASON_SYSTEM } from '../codes.ts';
import {
  bothIn,
  coded,
  codeIn,
  dayIn,
  extensionIn,
  idIn,
  inBoth,
  instantIn,
  known,
  ofParty,
  oneOf,
  partyIn,
  referenceIn,
  textIn,
  unreadable,
} from '../element.ts';
import type { Author, Decision, Item, Part, Step } from './item.ts';
import { narrativeOf, wordsIn } from './narrative.ts';

const STEPS = ['removed', 'restored', 'discussed'] as const;
const PARTS = ['note', 'decision', 'addition'] as const;

/** Identifier of a patient on the agenda of a meeting. */
export function itemIdentifier(meeting: string, patient: string): string {
  return `${meeting}.${patient}`;
}

/**
 * What a meeting says of one patient, as a Composition in the record of that patient: preliminary while the meeting
 * goes on, final when it was closed, amended with additions. It is kept from the patient until somebody has told it
 * (label `unreleased`); what stands in `base` of labels stays.
 */
export function toComposition(item: Item, base?: FhirResource): FhirResource {
  const { meeting, patient, heldAt, addedBy, reasons, steps, parts, frozen } = item;
  const hasAdditions = parts.some(({ kind }) => kind === 'addition');
  return {
    ...known({
      ...base,
      meta: base?.meta ?? { security: [{ system: CONFIDENTIALITY_SYSTEM, code: 'unreleased' }] },
      identifier: { system: ITEM_SYSTEM, value: itemIdentifier(meeting, patient) },
      status: frozen === undefined ? 'preliminary' : hasAdditions ? 'amended' : 'final',
      type: coded(MINUTES_SYSTEM, 'mdt'),
      subject: { reference: `Patient/${patient}` },
      date: heldAt,
      author: [ofAuthor(addedBy)],
      title: `Multidisciplinair overleg ${typedDay(heldAt.slice(0, 10))}`,
      attester:
        frozen === undefined
          ? undefined
          : [{ mode: 'professional', time: frozen.at, party: ofAuthor(frozen.by) }],
      event: [{ detail: [{ reference: `Appointment/${meeting}` }] }],
      section: [...reasons.map(ofReason), ...steps.map(ofStep), ...parts.map(ofPart)],
    }),
    resourceType: 'Composition',
  };
}

function ofReason({ kind, words, day }: Reason): Element {
  return {
    ...inBoth('title', words),
    code: {
      coding: [
        { system: PART_SYSTEM, code: 'reason' },
        { system: REASON_SYSTEM, code: kind },
      ],
    },
    extension: [{ url: EXTENSIONS.written, extension: [{ url: 'day', valueDate: day }] }],
    text: narrativeOf(words.nl),
  };
}

const STEP_WORDS: Readonly<Record<Step['kind'], string>> = {
  removed: 'Van de agenda gehaald',
  restored: 'Teruggezet op de agenda',
  discussed: 'Besproken',
};

function ofStep({ kind, by, at, words }: Step): Element {
  return {
    extension: [{ url: EXTENSIONS.written, extension: [{ url: 'at', valueInstant: at }] }],
    title: STEP_WORDS[kind],
    code: coded(PART_SYSTEM, kind),
    author: [ofAuthor(by)],
    // A section has text: where there are no words of theirs it says what was done.
    text: narrativeOf(words ?? STEP_WORDS[kind]),
  };
}

function ofPart({ id, kind, author, words, at, changedAt, revision, window, decision }: Part): Element {
  const parts = [
    { url: 'at', valueInstant: at },
    { url: 'changed', valueInstant: changedAt },
    { url: 'revision', valuePositiveInt: revision },
    { url: 'window', valueString: window },
  ];
  return known({
    id,
    extension: [
      { url: EXTENSIONS.written, extension: parts },
      ...(decision === undefined ? [] : [ofDecision(decision)]),
    ],
    code: coded(PART_SYSTEM, kind),
    author: [ofAuthor(author)],
    text: narrativeOf(words),
    entry: decision === undefined ? undefined : [{ reference: decision.task }],
  });
}

function ofDecision({ for: side, owner, dueOn }: Decision): Element {
  return {
    url: EXTENSIONS.decision,
    extension: [
      { url: 'for', valueCode: side },
      { url: 'owner', valueReference: ofParty(owner) },
      { url: 'due', valueDate: dueOn },
    ],
  };
}

const ofAuthor = ({ reference, name }: Author): Element => known({ reference, display: name });

/** Reads what a meeting says of one patient. Throws `Problem('invariant')` with the place that is not as it is written here. */
export function fromComposition(resource: FhirResource): Item {
  if (resource.resourceType !== 'Composition' || codeIn(resource.type, MINUTES_SYSTEM) !== 'mdt')
    throw unreadable('Composition.type');
  const [detail] = elementsOf(elementOf(elementsOf(resource.event)[0]).detail);
  const meeting = idIn(detail, 'Appointment', 'Composition.event.detail');
  const patient = idIn(resource.subject, 'Patient', 'Composition.subject');
  if (elementOf(resource.identifier).value !== itemIdentifier(meeting, patient))
    throw unreadable('Composition.identifier');
  const sections = elementsOf(resource.section);
  const of = (kinds: readonly string[]) =>
    sections.filter(({ code }) => kinds.includes(codeIn(code, PART_SYSTEM) ?? ''));
  const ours = ['reason', ...STEPS, ...PARTS];
  if (of(ours).length !== sections.length) throw unreadable('Composition.section.code');
  const parts = of(PARTS).map(partIn);
  return {
    meeting,
    patient,
    heldAt: instantIn(resource.date, 'Composition.date'),
    addedBy: authorIn(elementsOf(resource.author)[0], 'Composition.author'),
    reasons: of(['reason']).map(reasonIn),
    steps: of(STEPS).map(stepIn),
    parts,
    ...frozenIn(resource, parts),
  };
}

function frozenIn({ status, attester }: FhirResource, parts: readonly Part[]): Pick<Item, 'frozen'> {
  const [said] = elementsOf(attester);
  const hasAdditions = parts.some(({ kind }) => kind === 'addition');
  const expected = said === undefined ? 'preliminary' : hasAdditions ? 'amended' : 'final';
  if (status !== expected) throw unreadable('Composition.status');
  if (said === undefined) return {};
  return {
    frozen: {
      at: instantIn(said.time, 'Composition.attester.time'),
      by: authorIn(said.party, 'Composition.attester.party'),
    },
  };
}

const AT = 'Composition.section';

function reasonIn(section: Element): Reason {
  const written = extensionIn(section, EXTENSIONS.written);
  return {
    kind: oneOf(REASONS, codeIn(section.code, REASON_SYSTEM), `${AT}.code`),
    words: bothIn(section, 'title', `${AT}.title`),
    day: dayIn(extensionIn(written, 'day')?.valueDate, `${AT}.extension`),
  };
}

function stepIn(section: Element): Step {
  const kind = oneOf(STEPS, codeIn(section.code, PART_SYSTEM), `${AT}.code`);
  const words = wordsIn(section.text, `${AT}.text`);
  const written = extensionIn(section, EXTENSIONS.written);
  return {
    kind,
    by: authorIn(elementsOf(section.author)[0], `${AT}.author`),
    at: instantIn(extensionIn(written, 'at')?.valueInstant, `${AT}.extension`),
    ...(words === STEP_WORDS[kind] ? {} : { words }),
  };
}

function partIn(section: Element): Part {
  const kind = oneOf(PARTS, codeIn(section.code, PART_SYSTEM), `${AT}.code`);
  const written = extensionIn(section, EXTENSIONS.written);
  const revision = extensionIn(written, 'revision')?.valuePositiveInt;
  if (typeof revision !== 'number') throw unreadable(`${AT}.extension`);
  return {
    id: textIn(section.id, `${AT}.id`),
    kind,
    author: authorIn(elementsOf(section.author)[0], `${AT}.author`),
    words: wordsIn(section.text, `${AT}.text`),
    at: instantIn(extensionIn(written, 'at')?.valueInstant, `${AT}.extension`),
    changedAt: instantIn(extensionIn(written, 'changed')?.valueInstant, `${AT}.extension`),
    revision,
    window: textIn(extensionIn(written, 'window')?.valueString, `${AT}.extension`),
    ...(kind === 'decision' ? { decision: decisionIn(section) } : {}),
  };
}

function decisionIn(section: Element): Decision {
  const decision = extensionIn(section, EXTENSIONS.decision);
  return {
    for: oneOf(['treating', 'team'], extensionIn(decision, 'for')?.valueCode, `${AT}.extension`),
    owner: partyIn(extensionIn(decision, 'owner')?.valueReference, `${AT}.extension`),
    dueOn: dayIn(extensionIn(decision, 'due')?.valueDate, `${AT}.extension`),
    task: referenceIn(elementsOf(section.entry)[0], `${AT}.entry`),
  };
}

function authorIn(value: unknown, expression: string): Author {
  const { reference, name } = partyIn(value, expression);
  return { reference: textIn(reference, expression), ...(name === undefined ? {} : { name }) };
}
