import type { DeskTalk } from '@caecilia/assessment/ui';
import { useTyped } from '@caecilia/workspace';
import { Checkbox, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Plates } from '../../assessment/Plates.tsx';
import { TalkFrame } from './TalkFrame.tsx';
import { severalIn } from './talkDraft.ts';
import { type OnTalks, useTalkPlanWords, useTalkSend } from './talks.ts';

const KINDS = ['with', 'alone', 'open'] as const;
const LONGEST = 200;

/** Whom the patient wants there, as somebody of the team heard it. */
export function NoteForm(props: OnTalks & { readonly talk: DeskTalk }): ReactNode {
  const { data, talk, close } = props;
  const w = useTalkPlanWords();
  const [clientId] = useState(() => crypto.randomUUID());
  const { values, set, sent } = useTyped(`talk/companions/${talk.id}`, { who: '', people: '', words: '' });
  const [isTried, setTried] = useState(false);
  const leave = sent(close);
  const { send, ...sending } = useTalkSend(props, {
    talk: talk.id,
    act: 'companions',
    saved: 'saved.changed',
    leave,
  });
  const people = severalIn(values.people);
  const isNamed = people.length > 0 || values.words.trim() !== '';
  const wrong = faultOf(values.who, isNamed);
  const submit = () => {
    setTried(true);
    if (wrong === undefined) send({ clientId, who: values.who, people, words: values.words });
  };
  return (
    <TalkFrame
      {...sending}
      send={send}
      label={w('wants.note')}
      save={w('save.note')}
      submit={submit}
      close={leave}
    >
      <Plates
        label={w('field.who')}
        name="who"
        value={values.who}
        error={isTried && wrong !== undefined ? w(wrong) : undefined}
        choose={(who) => set('who', who)}
        plates={KINDS.map((kind) => ({ value: kind, label: w(`who.${kind}`) }))}
      />
      {values.who === 'with' || isNamed ? (
        <>
          <Checkbox.Group
            label={w('field.people')}
            value={[...people]}
            onChange={(chosen) => set('people', chosen.join(' '))}
          >
            <div className="talk-plan-form__team">
              {data.people.map(({ reference, name, relationship }) => (
                <Checkbox
                  key={reference}
                  value={reference}
                  label={
                    relationship === undefined
                      ? (name ?? reference)
                      : `${name ?? reference} (${relationship})`
                  }
                />
              ))}
            </div>
          </Checkbox.Group>
          <TextInput
            label={w('field.words')}
            maxLength={LONGEST}
            value={values.words}
            onChange={(event) => set('words', event.currentTarget.value)}
          />
        </>
      ) : null}
    </TalkFrame>
  );
}

function faultOf(who: string, isNamed: boolean) {
  if (who === '') return 'wrong.who' as const;
  if (who === 'with') return isNamed ? undefined : ('wrong.who' as const);
  return isNamed ? ('wrong.both' as const) : undefined;
}
