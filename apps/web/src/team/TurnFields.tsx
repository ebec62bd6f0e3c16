import { dayWords } from '@caecilia/team/ui';
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { EMPTY_TURN, type PlanDraft, type TurnDraft } from './planDraft.ts';
import { type Team, useTeamSpeaking } from './TeamFrame.tsx';

interface Props {
  readonly plan: PlanDraft;
  readonly change: (next: Partial<PlanDraft>) => void;
  readonly team: Team;
}

/** The turns of a pattern. Written by the clock: a turn until 08:00 ends at 08:00, summer and winter. */
export function TurnFields({ plan, change, team }: Props): ReactNode {
  const { w } = useTeamSpeaking(team);
  const put = (index: number, turn: Partial<TurnDraft>) =>
    change({ turns: plan.turns.map((each, at) => (at === index ? { ...each, ...turn } : each)) });
  return (
    <>
      {plan.turns.map((turn, index) => (
        <fieldset key={`turn-${String(index)}`} className="turn">
          <legend>{w('plan.turn', { number: index + 1 })}</legend>
          <Weekdays turn={turn} put={(next) => put(index, next)} team={team} />
          <div className="turn__times">
            <TextInput
              type="time"
              label={w('field.from')}
              value={turn.from}
              onChange={(event) => put(index, { from: event.currentTarget.value })}
            />
            <NativeSelect
              label={w('plan.ends')}
              value={turn.days}
              onChange={(event) => put(index, { days: event.currentTarget.value })}
              data={[0, 1, 2, 3, 4, 5, 6, 7].map((days) => ({
                value: String(days),
                label: days === 0 ? w('plan.sameDay') : w('plan.daysLater', { days }),
              }))}
            />
            <TextInput
              type="time"
              label={w('field.until')}
              value={turn.until}
              onChange={(event) => put(index, { until: event.currentTarget.value })}
            />
          </div>
          <Holders turn={turn} put={(next) => put(index, next)} plan={plan} team={team} />
          {plan.turns.length > 1 ? (
            <Button
              variant="subtle"
              size="compact-md"
              onClick={() => change({ turns: plan.turns.filter((_, at) => at !== index) })}
            >
              {w('plan.removeTurn', { number: index + 1 })}
            </Button>
          ) : null}
        </fieldset>
      ))}
      <Button variant="default" onClick={() => change({ turns: [...plan.turns, EMPTY_TURN] })}>
        {w('plan.addTurn')}
      </Button>
    </>
  );
}

interface TurnProps {
  readonly turn: TurnDraft;
  readonly put: (next: Partial<TurnDraft>) => void;
  readonly team: Team;
}

/** A Monday to name the days of the week by. */
const SOME_MONDAY = 5;

function Weekdays({ turn, put, team }: TurnProps): ReactNode {
  const { w, clock } = useTeamSpeaking(team);
  const nameOf = (weekday: number) =>
    dayWords(`2026-01-${String(SOME_MONDAY + weekday - 1).padStart(2, '0')}`, clock.language).split(' ')[0];
  return (
    <Checkbox.Group
      label={w('plan.begins')}
      value={turn.weekdays.map(String)}
      onChange={(values) => put({ weekdays: values.map(Number).toSorted((one, other) => one - other) })}
    >
      <div className="turn__days">
        {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
          <Checkbox key={weekday} value={String(weekday)} label={nameOf(weekday)} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

/** Who has it in the first week, the second, and so on, and then the first again. */
function Holders({ turn, put, plan, team }: TurnProps & { readonly plan: PlanDraft }): ReactNode {
  const { w } = useTeamSpeaking(team);
  const people = team.members.filter(({ roles, now }) => roles.includes(plan.role) && now !== 'left');
  const data = [
    { value: '', label: w('field.choose') },
    ...people.map(({ reference, name }) => ({ value: reference, label: name ?? reference })),
  ];
  return (
    <div className="turn__holders">
      {turn.holders.map((holder, index) => (
        <NativeSelect
          key={`week-${String(index)}`}
          label={w('plan.inWeek', { number: index + 1 })}
          value={holder}
          data={data}
          onChange={(event) => {
            const { value } = event.currentTarget;
            put({ holders: turn.holders.map((each, at) => (at === index ? value : each)) });
          }}
        />
      ))}
      <Button variant="subtle" size="compact-md" onClick={() => put({ holders: [...turn.holders, ''] })}>
        {w('plan.addWeek')}
      </Button>
      {turn.holders.length > 1 ? (
        <Button
          variant="subtle"
          size="compact-md"
          onClick={() => put({ holders: turn.holders.slice(0, -1) })}
        >
          {w('plan.removeWeek')}
        </Button>
      ) : null}
    </div>
  );
}
