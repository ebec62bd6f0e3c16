import { civilMinute, dayPlus, instantOf } from '@caecilia/team/ui';
import { dateWords } from '@caecilia/ui';
import { isTypedOf, useDraft } from '@caecilia/workspace';
import { TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { SomeOf } from '../requests/choices.tsx';
import { FormActs } from './FormActs.tsx';
import { useTeamWrite } from './queries.ts';
import { own, type Team, useTeamSpeaking } from './TeamFrame.tsx';
import { WriteProblem } from './WriteProblem.tsx';

/** The days after a discharge on which the team mostly calls; others are typed. */
const DAYS = [1, 3, 7, 14] as const;
/** Until when on its day a call is in time. */
const BY = '17:00';

interface CallsDraft {
  /** The number of this form: sent twice it plans one series. */
  readonly clientId: string;
  readonly from: string;
  /** Numbers of days, separated by spaces. */
  readonly days: string;
  readonly also: string;
}

const EMPTY: CallsDraft = { clientId: '', from: '', days: '1 7', also: '' };
const isDraft = isTypedOf(EMPTY);

interface FollowUpsProps {
  readonly team: Team;
  /** Logical id. */
  readonly patient: string;
  say(words: string): void;
  close(): void;
}

/** Calls after a discharge, planned in one go: day 1, day 7, then as agreed. */
export function FollowUps({ team, patient, say, close }: FollowUpsProps): ReactNode {
  const { w, clock } = useTeamSpeaking(team);
  const draft = useDraft(`team/follow-ups/${patient}`, EMPTY, isDraft);
  const write = useTeamWrite<{ readonly count: number }>('/team/follow-ups');
  const [isTried, attempt] = useState(false);
  const today = civilMinute(team.now, team.timeZone).slice(0, 10);
  const { value } = draft;
  const from = value.from === '' ? today : value.from;
  const chosen = value.days.split(' ').filter((day) => day !== '');
  const change = (more: Partial<CallsDraft>) =>
    draft.change({ ...value, clientId: value.clientId || crypto.randomUUID(), ...more });
  const due = (day: string) => instantOf(`${day}T${BY}`, team.timeZone);
  const calls = [
    ...DAYS.filter((day) => chosen.includes(String(day))).map((day) => ({
      words: w('followUp.words', { count: day }),
      due: due(dayPlus(from, day)),
    })),
    ...(value.also === '' ? [] : [{ words: w('followUp.words.also'), due: due(value.also) }]),
  ];
  const isWrong = calls.length === 0 || calls.some((call) => call.due <= team.now);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt(true);
    if (isWrong) return;
    const role = own(team.members)[0]?.roles[0] ?? 'consult-nurse';
    const clientId = value.clientId || crypto.randomUUID();
    write.mutate(
      { team: team.team.reference, patient, role, calls, clientId },
      {
        onSuccess: ({ count }) => {
          draft.drop();
          say(w('followUp.saved', { count }));
          close();
        },
      },
    );
  };
  return (
    <form className="team-form card" onSubmit={submit} noValidate aria-label={w('followUp.title')}>
      <TextInput
        type="date"
        label={w('followUp.from')}
        description={w('followUp.from.hint')}
        value={from}
        onChange={(event) => change({ from: event.currentTarget.value })}
      />
      <SomeOf
        name="days"
        label={w('followUp.days')}
        choices={DAYS.map((day) => ({
          value: String(day),
          label: w('followUp.day', {
            count: day,
            date: from === '' ? '' : dateWords(dayPlus(from, day), 'day', clock.language, true),
          }),
        }))}
        value={chosen}
        wrong={isTried && isWrong ? w('followUp.wrong') : undefined}
        change={(days) => change({ days: days.join(' ') })}
      />
      <TextInput
        type="date"
        label={w('followUp.also')}
        description={w('followUp.also.hint')}
        min={today}
        value={value.also}
        onChange={(event) => change({ also: event.currentTarget.value })}
      />
      <WriteProblem error={write.error} />
      <FormActs send={w('followUp.save')} isSending={write.isPending} close={close} />
    </form>
  );
}
