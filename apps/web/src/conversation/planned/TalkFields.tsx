import { type DeskColleague, LONGEST_TALK, TALK_PLACES, type TalkKey } from '@caecilia/assessment/ui';
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { Plates } from '../../assessment/Plates.tsx';
import { anHourAfter, severalIn, type TalkDraft, type TalkField } from './talkDraft.ts';
import { useTalkPlanWords } from './talks.ts';

/** Day, time, place and who of the team; for a change also why. */
export function TalkFields(props: {
  readonly value: TalkDraft;
  readonly faults: Readonly<Partial<Record<TalkField, TalkKey>>>;
  readonly team: readonly DeskColleague[];
  readonly today: string;
  readonly isMove: boolean;
  set(part: Partial<TalkDraft>): void;
}): ReactNode {
  const { value, faults, team, today, isMove, set } = props;
  const w = useTalkPlanWords();
  const errorOf = (field: TalkField) => (faults[field] === undefined ? undefined : w(faults[field]));
  const text = (field: TalkField) => ({
    label: w(`field.${field}`),
    value: value[field],
    error: errorOf(field) === undefined ? undefined : `! ${errorOf(field)}`,
  });
  const others = severalIn(value.others);
  return (
    <>
      <div className="talk-plan-form__when">
        <TextInput
          {...text('day')}
          type="date"
          min={today}
          onChange={(event) => set({ day: event.currentTarget.value })}
        />
        <TextInput
          {...text('from')}
          type="time"
          onChange={(event) => {
            const from = event.currentTarget.value;
            set({ from, ...(value.until === '' ? { until: anHourAfter(from) } : {}) });
          }}
        />
        <TextInput
          {...text('until')}
          type="time"
          onChange={(event) => set({ until: event.currentTarget.value })}
        />
      </div>
      <Plates
        label={w('field.place')}
        name="place"
        value={value.place}
        error={errorOf('place')}
        choose={(place) => set({ place })}
        plates={TALK_PLACES.map((place) => ({ value: place, label: w(`place.${place}`) }))}
      />
      <TextInput
        {...text('where')}
        maxLength={LONGEST_TALK.where}
        onChange={(event) => set({ where: event.currentTarget.value })}
      />
      <NativeSelect
        {...text('leads')}
        data={[
          { value: '', label: w('field.choose') },
          ...team.map(({ reference, name }) => ({ value: reference, label: name })),
        ]}
        onChange={(event) => {
          const leads = event.currentTarget.value;
          set({ leads, others: others.filter((each) => each !== leads).join(' ') });
        }}
      />
      <Checkbox.Group
        label={w('field.others')}
        value={[...others]}
        onChange={(chosen) => set({ others: chosen.join(' ') })}
      >
        <div className="talk-plan-form__team">
          {team
            .filter(({ reference }) => reference !== value.leads)
            .map(({ reference, name }) => (
              <Checkbox key={reference} value={reference} label={name} />
            ))}
        </div>
      </Checkbox.Group>
      {isMove ? (
        <Textarea
          {...text('because')}
          description={w('because.hint')}
          maxLength={LONGEST_TALK.because}
          rows={2}
          onChange={(event) => set({ because: event.currentTarget.value })}
        />
      ) : null}
    </>
  );
}
