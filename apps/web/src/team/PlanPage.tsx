import {
  dayPlus,
  instantOf,
  ON_CALL_ROLES,
  type PatternPreview,
  type RotaView,
  spanWords,
  type TeamRole,
  teamWords,
} from '@caecilia/team/ui';
import { useDraft } from '@caecilia/workspace';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { EMPTY_TURN, isPlan, type PlanDraft, turnsFor } from './planDraft.ts';
import { rotaQuery, useTeamWrite } from './queries.ts';
import { mondayOf } from './RotaPage.tsx';
import { RotaPicture } from './RotaPicture.tsx';
import { lengthWords } from './rotaWords.ts';
import { type Team, TeamFrame, useTeamSpeaking } from './TeamFrame.tsx';
import { TurnFields } from './TurnFields.tsx';
import { WriteProblem } from './WriteProblem.tsx';

/** Makes the rota of one role for some weeks from a pattern of weeks, looks at it, and publishes it. */
export function PlanPage(): ReactNode {
  const { language } = useSpeaking();
  const w = teamWords(language);
  return (
    <TeamFrame title={w('plan.title')} about={<Link to="/rota">{w('plan.back')}</Link>}>
      {(team) => (team.mayPlan ? <Plan team={team} /> : <p>{w('plan.notYours')}</p>)}
    </TeamFrame>
  );
}

const NOTHING: PlanDraft = { role: 'consult-nurse', monday: '', weeks: '4', turns: [EMPTY_TURN] };

function Plan({ team }: { readonly team: Team }): ReactNode {
  const { w } = useTeamSpeaking(team);
  const draft = useDraft('team/plan', NOTHING, isPlan);
  const plan = {
    ...draft.value,
    monday: draft.value.monday || mondayOf(team.now + 7 * 86_400_000, team.timeZone),
  };
  const weeks = Math.min(Math.max(Math.trunc(Number(plan.weeks)) || 1, 1), 6);
  const rota = useQuery(rotaQuery(plan.monday, weeks * 7, plan.role));
  const preview = useTeamWrite<PatternPreview>('/team/rota/pattern');
  const span = {
    from: instantOf(`${plan.monday}T00:00`, team.timeZone),
    until: instantOf(`${dayPlus(plan.monday, weeks * 7)}T00:00`, team.timeZone),
  };
  const change = (next: Partial<PlanDraft>) => {
    preview.reset();
    draft.change({ ...plan, ...next });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const turns = turnsFor(plan);
    preview.mutate({ team: team.team.reference, ...span, firstMonday: plan.monday, turns });
  };
  return (
    <>
      <form className="team-form plan-form" onSubmit={submit}>
        <PlanHead plan={plan} change={change} team={team} />
        <TurnFields plan={plan} change={change} team={team} />
        <WriteProblem error={preview.error} overtaken={null} />
        <Button type="submit" variant="default" loading={preview.isPending}>
          {w('plan.look')}
        </Button>
      </form>
      {preview.data && rota.data ? (
        <Preview
          preview={preview.data}
          rota={rota.data}
          {...{ team, span }}
          role={plan.role}
          done={draft.drop}
        />
      ) : null}
    </>
  );
}

interface HeadProps {
  readonly plan: PlanDraft;
  readonly change: (next: Partial<PlanDraft>) => void;
  readonly team: Team;
}

function PlanHead({ plan, change, team }: HeadProps): ReactNode {
  const { w } = useTeamSpeaking(team);
  return (
    <div className="plan-head">
      <NativeSelect
        label={w('field.role')}
        value={plan.role}
        onChange={(event) => change({ role: event.currentTarget.value as TeamRole, turns: [EMPTY_TURN] })}
        data={ON_CALL_ROLES.map((role) => ({ value: role, label: w(`role.${role}`) }))}
      />
      <TextInput
        type="date"
        label={w('plan.monday')}
        value={plan.monday}
        error={
          new Date(`${plan.monday}T00:00:00Z`).getUTCDay() === 1 ? undefined : `! ${w('plan.notMonday')}`
        }
        onChange={(event) => change({ monday: event.currentTarget.value })}
      />
      <NativeSelect
        label={w('plan.weeks')}
        value={plan.weeks}
        onChange={(event) => change({ weeks: event.currentTarget.value })}
        data={['1', '2', '3', '4', '5', '6']}
      />
    </div>
  );
}

interface PreviewProps {
  readonly preview: PatternPreview;
  readonly rota: RotaView;
  readonly team: Team;
  readonly role: TeamRole;
  readonly span: { readonly from: number; readonly until: number };
  readonly done: () => void;
}

/** The rota as it would be, with its gaps: published only when just these gaps are meant. */
function Preview({ preview, rota, team, role, span, done }: PreviewProps): ReactNode {
  const { w, clock, nameOf } = useTeamSpeaking(team);
  const navigate = useNavigate();
  const write = useTeamWrite<{ readonly kind: 'published' } | PatternPreview>('/team/rota/publish');
  const [why, say] = useState('');
  const before = rota.roles[0]?.duties ?? [];
  const { duties, gaps } = preview;
  const drawn = {
    ...rota,
    roles: [
      {
        role,
        duties: [],
        stretches: [...duties.map((duty) => ({ ...duty, kind: 'member' as const })), ...gaps].toSorted(
          (one, other) => one.from - other.from,
        ),
      },
    ],
  };
  const publish = () =>
    write.mutate(
      {
        team: team.team.reference,
        role,
        ...span,
        duties,
        seen: before.map(({ id, versionId }) => ({ id, versionId })),
        agreed: gaps.map(({ from, until, because }) => ({ from, until, because })),
        why,
      },
      {
        onSuccess: (answer) => {
          if (!('kind' in answer)) return;
          done();
          void navigate({ to: '/rota', search: { from: rota.days[0]?.day ?? '' } });
        },
      },
    );
  return (
    <section className="plan-preview" aria-labelledby="preview-title">
      <h2 id="preview-title">{w('plan.preview')}</h2>
      {Array.from({ length: rota.days.length / 7 }, (_, week) => rota.days.slice(week * 7, week * 7 + 7)).map(
        (days) => (
          <RotaPicture key={days[0]?.day} days={days} rota={drawn} team={team} />
        ),
      )}
      <ul className="plan-list">
        {drawn.roles[0]?.stretches.map((stretch) => (
          <li key={stretch.from} className={stretch.kind === 'gap' ? 'rota-gap' : undefined}>
            {spanWords(stretch, clock)} ({lengthWords(w, stretch)}):{' '}
            <b>
              {stretch.kind === 'gap'
                ? `! ${w(`gap.${stretch.because}`, { name: stretch.planned.map(nameOf).join(', ') })}`
                : nameOf(stretch.holder)}
            </b>
          </li>
        ))}
      </ul>
      {before.length > 0 ? <p>{w('plan.replaces', { count: before.length })}</p> : null}
      {gaps.length > 0 ? <p className="team-problem">{w('publish.gaps')}</p> : null}
      <TextInput
        label={w('field.why')}
        maxLength={500}
        value={why}
        onChange={(event) => say(event.currentTarget.value)}
      />
      <WriteProblem error={write.error} overtaken={<p>{w('conflict.plan')}</p>} />
      <Button onClick={publish} loading={write.isPending}>
        {w(gaps.length > 0 ? 'publish.agree' : 'plan.publish')}
      </Button>
    </section>
  );
}
