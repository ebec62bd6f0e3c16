import type { AnswerNotes } from '@caecilia/careplan/ui';
import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { Plates } from '../assessment/Plates.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { useTalkWords } from './conversationQuery.ts';
import { answeredAs, askedAs, inLanguage } from './said.ts';
import type { StepProps } from './stepProps.ts';
import { spoken } from './talk.ts';

const MOST_LETTERS = 4000;

/** Words in the voice of the patient. */
export function VoiceField(props: {
  readonly label: ReactNode;
  readonly hint?: string;
  readonly value: string | undefined;
  readonly say: (words: string) => void;
  readonly rows?: number;
  readonly error?: string | undefined;
}): ReactNode {
  const { label, hint, value, say, rows = 3, error } = props;
  return (
    <Textarea
      className="talk-voice"
      label={label}
      {...(hint === undefined ? {} : { description: hint })}
      autosize
      minRows={rows}
      maxLength={MOST_LETTERS}
      value={value ?? ''}
      error={error === undefined ? undefined : `! ${error}`}
      onChange={(event) => say(event.currentTarget.value)}
    />
  );
}

/** What the patient understands, whether they can decide, and who comes in turn to represent. */
export function CapacityStep({ talk, opening, say }: StepProps): ReactNode {
  const w = useTalkWords();
  const { capacity, understanding, persons } = talk.notes;
  const incapableAlone = capacity?.capable === false && !persons.some(({ representative }) => representative);
  return (
    <>
      <VoiceField
        label={w('understanding')}
        hint={w('understanding.hint')}
        value={understanding}
        say={(words) => say({ understanding: words })}
      />
      <Plates
        label={w('capable')}
        name="capable"
        dense
        value={capacity === undefined ? 'unsaid' : capacity.capable ? 'yes' : 'no'}
        choose={(value) =>
          say({ capacity: value === 'unsaid' ? undefined : { ...capacity, capable: value === 'yes' } })
        }
        plates={(['yes', 'no', 'unsaid'] as const).map((value) => ({ value, label: w(`capable.${value}`) }))}
      />
      {capacity ? (
        <Textarea
          label={w('capable.comment')}
          autosize
          minRows={1}
          maxLength={MOST_LETTERS}
          value={capacity.comment ?? ''}
          onChange={(event) => say({ capacity: { ...capacity, comment: event.currentTarget.value } })}
        />
      ) : null}
      {incapableAlone ? <p className="banner-line">{w('capable.noRepresentative')}</p> : null}
      {opening.inTurn.length > 0 ? (
        <>
          <h4>{w('inTurn')}</h4>
          <ol className="talk-turns">
            {opening.inTurn.map(({ key, as }) => {
              const person = persons.find((each) => each.key === key);
              return person ? (
                <li key={key}>
                  {spoken(person)} <small>{w(`as.${as}`)}</small>
                </li>
              ) : null;
            })}
          </ol>
        </>
      ) : null}
    </>
  );
}

/** What matters, in the words of the patient. */
export function MattersStep(props: StepProps): ReactNode {
  const w = useTalkWords();
  const { talk, say, opening } = props;
  const { language } = useSpeaking();
  const words = (topic: 'wishes' | 'purpose') => {
    const answer = talk.notes[topic];
    return answer?.state === 'known' ? answer.words : undefined;
  };
  const change = (topic: 'wishes' | 'purpose') => (typed: string) =>
    say({ [topic]: typed.trim() === '' ? undefined : { state: 'known', words: typed } });
  return (
    <>
      <VoiceField
        label={askedAs(opening, 'wishes', language, w('wishes'))}
        hint={w('wishes.hint')}
        value={words('wishes')}
        say={change('wishes')}
        rows={5}
      />
      <Before {...props} topic="wishes" />
      <VoiceField
        label={askedAs(opening, 'purpose', language, w('purpose'))}
        value={words('purpose')}
        say={change('purpose')}
      />
      <Before {...props} topic="purpose" />
    </>
  );
}

type Topic = 'goal' | 'place' | 'euthanasia' | 'donor';

/** One question with the answers of the form, and the ways to have no answer. */
export function ChoiceQuestion(
  props: StepProps & { readonly topic: Topic; readonly noteLabel?: string },
): ReactNode {
  const w = useTalkWords();
  const { language } = useSpeaking();
  const { talk, opening, say, topic, noteLabel } = props;
  const answer = talk.notes[topic];
  const value = answer?.state === 'known' ? (answer.code ?? '') : (answer?.state ?? '');
  const isOpen = (state: string): state is 'unknown' | 'notDiscussed' | 'declined' =>
    state === 'unknown' || state === 'notDiscussed' || state === 'declined';
  const note = answer?.note;
  const beside = note === undefined ? {} : { note };
  const choose = (chosen: string) => {
    const next: AnswerNotes = isOpen(chosen)
      ? { state: chosen, ...beside }
      : { state: 'known', code: chosen, ...beside };
    say({ [topic]: next });
  };
  return (
    <>
      <Plates
        label={askedAs(opening, topic, language, w(topic))}
        name={topic}
        wide
        value={value}
        choose={choose}
        plates={[
          ...(opening.choices[topic] ?? []).map(({ code, label }) => ({
            value: code,
            label: answeredAs(opening, { means: topic, answer: code }, language, label[language]),
          })),
          ...(['unknown', 'notDiscussed', 'declined'] as const).map((state) => ({
            value: state,
            label: w(`answer.${state}`),
          })),
        ]}
      />
      {answer !== undefined && answer.state !== 'notDiscussed' ? (
        <Textarea
          label={noteLabel ?? w('note')}
          autosize
          minRows={2}
          maxLength={MOST_LETTERS}
          value={note ?? ''}
          onChange={(event) => say({ [topic]: { ...answer, note: event.currentTarget.value } })}
        />
      ) : null}
      <Before {...props} />
    </>
  );
}

/** What the patient said to this question before. */
function Before({ opening, topic }: StepProps & { readonly topic: string }): ReactNode {
  const w = useTalkWords();
  const { language } = useSpeaking();
  const words = (opening.answers[topic] ?? []).flatMap(({ value }) =>
    value === undefined ? [] : [inLanguage(value, language)],
  );
  return words.length === 0 ? null : (
    <p className="talk-before">{w('answer.before', { words: words.join('; ') })}</p>
  );
}
