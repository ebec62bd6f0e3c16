import { civilMinute, type RecordSession } from '@caecilia/kernel';
import type { DeskPerson } from '../desk/answers.ts';
import type { AssessmentHouse } from '../record/house.ts';
import { namesOf } from '../record/names.ts';
import type { DeskTalk } from './deskTalks.ts';
import { isOver, mayChoose, timesOfTalk } from './talk.ts';
import type { KeptTalk } from './talksOverRecord.ts';

/** Conversations as the app shows them, with names from the directory and of people close. */
export async function talksAsShown(
  desk: ShownWith['desk'],
  session: RecordSession,
  talks: readonly KeptTalk[],
  people: readonly DeskPerson[],
): Promise<readonly DeskTalk[]> {
  const names = await namesOf(session, talks.flatMap(namedIn));
  return talks.map((kept) => talkShown(kept, { desk, names, people }));
}

function namedIn({ value, chosen }: KeptTalk): readonly string[] {
  const { leads, others, planned, moves, ended } = value;
  const named = chosen?.companions.kind === 'with' ? chosen.companions.people : [];
  return [
    leads,
    ...others,
    ...[planned, ...moves, ended, chosen && { by: chosen.enteredBy }].flatMap((act) => act?.by ?? []),
    ...named,
  ];
}

interface ShownWith {
  readonly desk: Pick<AssessmentHouse, 'timeZone' | 'now'>;
  readonly names: ReadonlyMap<string, string>;
  readonly people: readonly DeskPerson[];
}

function talkShown({ id, versionId, value, chosen }: KeptTalk, shownWith: ShownWith): DeskTalk {
  const { desk, names } = shownWith;
  const { place, where, leads, others, planned, moves, state, ended } = value;
  const colleague = (reference: string) => ({ reference, name: names.get(reference) ?? reference });
  const by = (reference: string) => {
    const name = names.get(reference);
    return name === undefined ? {} : { by: name };
  };
  const plannedBy = names.get(planned.by);
  return {
    id,
    versionId,
    state,
    ...timesOfTalk(value, desk.timeZone),
    place,
    ...(where === undefined ? {} : { where }),
    leads: colleague(leads),
    others: others.map(colleague),
    ...(plannedBy === undefined ? {} : { plannedBy }),
    plannedAt: planned.at,
    moves: moves.toReversed().map((each) => ({
      at: each.at,
      ...by(each.by),
      from: civilMinute(new Date(each.from), desk.timeZone),
      because: each.because,
    })),
    ...(ended === undefined
      ? {}
      : {
          ended: {
            at: ended.at,
            ...by(ended.by),
            ...(ended.because === undefined ? {} : { because: ended.because }),
          },
        }),
    ...(chosen === undefined ? {} : { companions: companionsShown(chosen, shownWith) }),
    choosing: mayChoose(value, desk.now()),
    over: isOver(value, desk.now()),
  };
}

function companionsShown(
  { companions, at, enteredBy }: NonNullable<KeptTalk['chosen']>,
  { names, people }: ShownWith,
): NonNullable<DeskTalk['companions']> {
  const named = companions.kind === 'with' ? companions.people : [];
  const notedBy = enteredBy.startsWith('Patient/') ? undefined : (names.get(enteredBy) ?? enteredBy);
  return {
    kind: companions.kind,
    people: named.map((reference) => {
      const name = names.get(reference);
      return (
        people.find((each) => each.reference === reference) ?? {
          reference,
          ...(name === undefined ? {} : { name }),
        }
      );
    }),
    ...(companions.kind === 'with' && companions.words !== undefined ? { words: companions.words } : {}),
    at,
    ...(notedBy === undefined ? {} : { notedBy }),
  };
}
