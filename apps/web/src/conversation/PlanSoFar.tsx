import { type LimitNotes, limitShapes } from '@caecilia/careplan/ui';
import { StateIcon } from '@caecilia/ui';
import type { ReactNode } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { useTalkWords } from './conversationQuery.ts';
import { choiceWords, limitWords, partyNames, rowName } from './said.ts';
import type { StepProps } from './stepProps.ts';

/** What was said until now, as it will stand in the plan. `whole` also says who agrees. */
export function PlanSoFar(
  props: Pick<StepProps, 'talk' | 'opening'> & { readonly whole?: boolean },
): ReactNode {
  const w = useTalkWords();
  const { language } = useSpeaking();
  const { talk, opening, whole = false } = props;
  const { notes } = talk;
  const treatments = opening.choices.treatments ?? [];
  const limits = [
    ...treatments.flatMap(({ code }) => {
      const limit = notes.limits[code];
      return limit ? [{ name: rowName(opening, code, language), limit, key: code }] : [];
    }),
    ...notes.otherLimits.map((limit, index) => ({
      name: limit.treatment ?? '',
      limit,
      key: `other-${index}`,
    })),
  ];
  const now = talk.step === 5 ? treatments[talk.question]?.code : undefined;
  const later = treatments.filter(({ code }) => notes.limits[code] === undefined);
  const answers = (['goal', 'place', 'euthanasia', 'donor'] as const).flatMap((topic) => {
    const answer = notes[topic];
    if (!answer) return [];
    const words =
      answer.state === 'known'
        ? choiceWords(opening, topic, answer.code, language)
        : w(`answer.${answer.state}`);
    return [{ topic, words: words ?? '', note: answer.note }];
  });
  const nothing = limits.length + answers.length === 0 && !notes.wishes && !notes.purpose;
  return (
    <>
      {nothing ? <p>{w('plan.none')}</p> : null}
      <Said title={w('step.3')} answer={notes.wishes} />
      <Said title={w('purpose')} answer={notes.purpose} />
      {answers.map(({ topic, words, note }) => (
        <section key={topic}>
          <h4>{w(topic)}</h4>
          <p>{words}</p>
          {note ? <p className="talk-quote">“{note}”</p> : null}
        </section>
      ))}
      {limits.length > 0 ? <h4>{w('step.5')}</h4> : null}
      <ul className="talk-plan__limits">
        {limits.map(({ name, limit, key }) => (
          <li key={key} className={key === now ? 'talk-plan__now' : undefined}>
            <StateIcon shape={shapeOf(limit)} />
            <div>
              <p>
                <b>
                  {name}: {limitWords(limit, w)}
                </b>
              </p>
              {limit.because ? <p className="talk-quote">“{limit.because}”</p> : null}
              {whole ? (
                <p className="talk-before">
                  {w('plan.agree', { names: partyNames(talk, opening, w, limit.parties).join(', ') })}
                </p>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      {later.length > 0 ? (
        <p className="talk-before">
          {w('plan.later', { names: later.map(({ code }) => rowName(opening, code, language)).join(', ') })}
        </p>
      ) : null}
    </>
  );
}

/** The sign of a limit; whoever would not speak of it decided nothing. */
export const shapeOf = ({ state }: LimitNotes) => limitShapes[state === 'declined' ? 'notDiscussed' : state];

function Said(props: {
  readonly title: string;
  readonly answer: StepProps['talk']['notes']['wishes'];
}): ReactNode {
  const { title, answer } = props;
  return answer?.state === 'known' && answer.words ? (
    <section>
      <h4>{title}</h4>
      <p className="talk-quote">“{answer.words}”</p>
    </section>
  ) : null;
}
