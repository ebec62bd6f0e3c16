import { ACTIVATABLE, INSTRUMENTS, instrumentRegistry } from '@caecilia/assessment';
import {
  type ConfidentialNotes,
  confidentialDisciplineOf,
  type NotePlace,
  notesOverRecord,
} from '@caecilia/consultation';
import { type Element, elementOf } from '@caecilia/fhir';
import { type Caller, civilTime, type EndpointPost, Problem } from '@caecilia/kernel';
import { readFilter, readStory, type StoryHouse, said } from '@caecilia/story';
import type { DeskArea, WholeDeskHouse } from '../desk/area.ts';
import { disciplineOf, readingIn, storyReaders } from './readers.ts';

/** The timeline of a patient, for everybody who works with patients; and notes, for the disciplines that keep them. */
export function storyArea(house: WholeDeskHouse): DeskArea {
  const { readSearch, now, timeZone, standards } = house;
  const registry = instrumentRegistry(INSTRUMENTS, ACTIVATABLE);
  const story: StoryHouse = {
    readSearch,
    readers: storyReaders(registry, { standards, now, timeZone }),
    reading: readingIn(timeZone),
    disciplineOf,
  };
  const notes = notesOverRecord(house);
  return {
    endpoints: [
      {
        path: '/patients/:id/timeline',
        read: (session, { params, query }) =>
          readStory(story, session, {
            patientId: params.id ?? '',
            filter: readFilter(query),
            ...(query.before === undefined ? {} : { before: dayIn(query.before) }),
          }),
      },
      {
        path: '/patients/:id/notes',
        read: (_session, { caller, params }) =>
          notesFor(notes, caller, { patientId: params.id ?? '', timeZone }),
        write: (_session, post) => changeNotes(notes, post),
      },
    ],
    sections: (caller) => [
      { href: 'timeline', label: said('story.title') },
      ...(confidentialDisciplineOf(caller.role) === undefined
        ? []
        : [{ href: 'notes', label: said('notes.section') }]),
    ],
  };
}

/** Where the page before this one ended. */
function dayIn(before: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(before))
    throw new Problem('value', 'This part of the timeline does not exist; open the timeline again.', {
      expression: 'before',
    });
  return before;
}

async function notesFor(
  notes: ConfidentialNotes,
  caller: Caller,
  { patientId, timeZone }: { readonly patientId: string; readonly timeZone: string },
) {
  const { entries, unreadable, more } = await notes.ofPatient(caller, patientId);
  const civil = (instant: string) => civilTime(new Date(instant), timeZone);
  return {
    discipline: confidentialDisciplineOf(caller.role),
    me: caller.id,
    entries: entries.map((entry) => ({
      ...entry,
      writtenAt: civil(entry.value.at),
      ...(entry.value.correctedAt === undefined ? {} : { correctedAt: civil(entry.value.correctedAt) }),
    })),
    unreadable,
    more,
  };
}

/** Writes, corrects or marks a note, as `do` says. */
async function changeNotes(
  notes: ConfidentialNotes,
  { caller, params, body }: EndpointPost,
): Promise<object> {
  const given = elementOf(body);
  const patient = params.id ?? '';
  const words = () => ({ note: textIn(given, 'note'), sharedOutcome: textIn(given, 'sharedOutcome') });
  switch (given.do) {
    case 'write':
      return await notes.write(caller, { patient, ...words(), clientId: textIn(given, 'clientId') });
    case 'correct':
      return await notes.correct(caller, placeIn(given, patient), words());
    case 'retract':
      return await notes.retract(caller, placeIn(given, patient), textIn(given, 'reason'));
    default:
      throw new Problem('value', 'Say what to do: write, correct or retract.', { expression: 'do' });
  }
}

function textIn(given: Element, field: string): string {
  const value = given[field];
  if (typeof value !== 'string')
    throw new Problem('value', `There are no words for ${field}.`, { expression: field });
  return value;
}

function placeIn(given: Element, patient: string): NotePlace {
  const on = elementOf(given.on);
  const outcome = elementOf(on.outcome);
  const place = { id: on.id, versionId: on.versionId };
  if (!isPlace(place) || !isPlace(outcome))
    throw new Problem('value', 'Say which note, and on which version it was opened.', { expression: 'on' });
  return { ...place, outcome: { id: outcome.id, versionId: outcome.versionId }, patient };
}

function isPlace(place: {
  readonly id?: unknown;
  readonly versionId?: unknown;
}): place is { readonly id: string; readonly versionId: number } {
  return (
    typeof place.id === 'string' &&
    /^[A-Za-z0-9.-]{1,64}$/.test(place.id) &&
    typeof place.versionId === 'number'
  );
}
