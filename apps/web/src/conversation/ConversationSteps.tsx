import type { DeskOpening } from '@caecilia/careplan/ui';
import { StateIcon } from '@caecilia/ui';
import { type Drafted, SendingLine } from '@caecilia/workspace';
import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { AgendaBeside } from '../assessment/AgendaBeside.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { useTalkWords } from './conversationQuery.ts';
import { LimitStep } from './LimitStep.tsx';
import { NotRecordedYet } from './NotRecordedYet.tsx';
import { OwnWordsPanel } from './OwnWordsPanel.tsx';
import { PlanSoFar, shapeOf } from './PlanSoFar.tsx';
import { ReadBackStep } from './ReadBackStep.tsx';
import { rowName } from './said.ts';
import { type Part, type StepProps, saidAlso } from './stepProps.ts';
import { backward, onward, STEPS, type Step, type Talk } from './talk.ts';
import { type Recorded, useConcluding } from './useConcluding.ts';
import { WhoStep } from './WhoStep.tsx';
import { CapacityStep, ChoiceQuestion, MattersStep } from './WordSteps.tsx';

interface StepsProps {
  readonly id: string;
  readonly opening: DeskOpening;
  readonly draft: Drafted<Talk>;
  readonly done: (recorded: Recorded) => void;
}

/** Steps at the side, the question in the middle, the plan so far beside it. */
export function ConversationSteps({ id, opening, draft, done }: StepsProps): ReactNode {
  const w = useTalkWords();
  const talk = draft.value;
  const concluding = useConcluding(id, done);
  const isSending = concluding.state.kind !== 'idle';
  const questions = (opening.choices.treatments?.length ?? 0) + 1;
  const go = (place: Pick<Talk, 'step' | 'question'>) => draft.change({ ...talk, ...place });
  const say = (part: Part) => draft.change({ ...talk, notes: saidAlso(talk.notes, part) });
  const title = useFocusOnMove(`${talk.step}/${talk.question}`);
  const step = stepOf(talk);
  return (
    <div className="talk">
      <StepList talk={talk} opening={opening} go={go} />
      <section
        className="talk-ask"
        aria-labelledby="talk-step"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || step === 8) return;
          event.preventDefault();
          go(onward(talk, questions));
        }}
      >
        <KeptLine draft={draft} />
        <h3 id="talk-step" ref={title} tabIndex={-1}>
          {w('step.of', { step, name: w(`step.${step}`) })}
        </h3>
        <fieldset disabled={isSending} className="talk-fields">
          <legend className="visually-hidden">{w(`step.${step}`)}</legend>
          <StepFields
            talk={talk}
            opening={opening}
            say={say}
            readBack={(readBack) => draft.change({ ...talk, readBack })}
          />
        </fieldset>
        <NotRecordedYet
          not={concluding.not}
          talk={talk}
          opening={opening}
          mine={(seen) => {
            const again = { ...talk, seen };
            draft.change(again);
            void concluding.conclude(again);
          }}
          theirs={(keys, seen) => {
            const limits = Object.fromEntries(
              Object.entries(talk.notes.limits).filter(([key]) => !keys.includes(key)),
            );
            draft.change({ ...talk, seen, notes: { ...talk.notes, limits } });
            concluding.forget();
          }}
        />
        <SendingLine state={concluding.state} />
        <div className="talk-nav">
          {step === 8 ? (
            <Button loading={isSending} onClick={() => void concluding.conclude(talk)}>
              {w('conclude')}
            </Button>
          ) : (
            <Button onClick={() => go(onward(talk, questions))}>
              <NextWords talk={talk} opening={opening} questions={questions} />
              <kbd className="talk-key" aria-hidden>
                Ctrl Enter
              </kbd>
            </Button>
          )}
          {step === 1 ? null : (
            <Button variant="default" onClick={() => go(backward(talk))}>
              {w('back')}
            </Button>
          )}
        </div>
        {step === 8 ? <p className="talk-before">{w('conclude.hint')}</p> : null}
      </section>
      <aside className="talk-plan" aria-label={w('plan')}>
        <h3>{w('plan')}</h3>
        <PlanSoFar talk={talk} opening={opening} />
        <OwnWordsPanel id={id} />
        <AgendaBeside id={id} />
      </aside>
    </div>
  );
}

const stepOf = ({ step }: Talk): Step => STEPS.find((each) => each === step) ?? 1;

/** Whoever moves on with the keyboard, or hears the screen, is at the new question. Not on the first look. */
function useFocusOnMove(place: string) {
  const title = useRef<HTMLHeadingElement>(null);
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    title.current?.focus({ preventScroll: true });
    title.current?.scrollIntoView({ block: 'nearest' });
  }, [place]);
  return title;
}

function StepFields(props: StepProps): ReactNode {
  const w = useTalkWords();
  switch (stepOf(props.talk)) {
    case 1:
      return <WhoStep {...props} />;
    case 2:
      return <CapacityStep {...props} />;
    case 3:
      return <MattersStep {...props} />;
    case 4:
      return <ChoiceQuestion {...props} topic="goal" />;
    case 5:
      return <LimitStep {...props} />;
    case 6:
      return <ChoiceQuestion {...props} topic="place" noteLabel={w('place.note')} />;
    case 7:
      return (
        <>
          <ChoiceQuestion {...props} topic="euthanasia" />
          <ChoiceQuestion {...props} topic="donor" />
        </>
      );
    case 8:
      return <ReadBackStep {...props} />;
  }
}

/** Every step, with the treatments below the fifth: a person may go anywhere at any time. */
function StepList(props: {
  readonly talk: Talk;
  readonly opening: DeskOpening;
  readonly go: (place: Pick<Talk, 'step' | 'question'>) => void;
}): ReactNode {
  const w = useTalkWords();
  const { talk, opening, go } = props;
  return (
    <nav className="talk-steps" aria-label={w('steps')}>
      <ol>
        {STEPS.map((step) => (
          <li key={step}>
            <button
              type="button"
              aria-current={talk.step === step ? 'step' : undefined}
              onClick={() => go({ step, question: step === 5 ? 0 : talk.question })}
            >
              <span className="talk-steps__number">{step}</span>
              <span>{w(`step.${step}`)}</span>
            </button>
            {step === 5 && talk.step === 5 ? <Treatments talk={talk} opening={opening} go={go} /> : null}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Treatments(props: Parameters<typeof StepList>[0]): ReactNode {
  const w = useTalkWords();
  const { language } = useSpeaking();
  const { talk, opening, go } = props;
  const treatments = opening.choices.treatments ?? [];
  const names = [
    ...treatments.map(({ code }) => {
      const limit = talk.notes.limits[code];
      return { key: code, name: rowName(opening, code, language), limit };
    }),
    { key: 'others', name: w('others'), limit: undefined },
  ];
  return (
    <ol className="talk-steps__sub">
      {names.map(({ key, name, limit }, question) => (
        <li key={key}>
          <button
            type="button"
            aria-current={talk.question === question ? 'true' : undefined}
            onClick={() => go({ step: 5, question })}
          >
            {limit ? <StateIcon shape={shapeOf(limit)} /> : <span aria-hidden>·</span>}
            <span>
              {name}
              {limit ? <span className="visually-hidden">: {w(`limit.${limit.state}`)}</span> : null}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

function NextWords(props: {
  readonly talk: Talk;
  readonly opening: DeskOpening;
  readonly questions: number;
}): ReactNode {
  const w = useTalkWords();
  const { language } = useSpeaking();
  const { talk, opening, questions } = props;
  const next = onward(talk, questions);
  const treatment = opening.choices.treatments?.[next.question];
  const step = STEPS.find((each) => each === next.step) ?? 8;
  const name =
    next.step === 5
      ? treatment
        ? rowName(opening, treatment.code, language)
        : w('others')
      : w(`step.${step}`);
  return w('next.to', { name });
}

function KeptLine({ draft }: Pick<StepsProps, 'draft'>): ReactNode {
  const w = useTalkWords();
  return (
    <div className="talk-kept">
      <p role="status">
        {draft.isWaiting ? w('kept.waiting') : w('kept')}
        {draft.restoredAt === undefined ? null : ` · ${w('restored')}`}
      </p>
      {draft.restoredAt === undefined ? null : (
        <Button variant="default" size="compact-sm" onClick={draft.drop}>
          {w('restart')}
        </Button>
      )}
    </div>
  );
}
