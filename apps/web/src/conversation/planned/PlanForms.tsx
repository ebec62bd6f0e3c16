import { type DeskTalk, LONGEST_TALK } from '@caecilia/assessment/ui';
import { isTypedOf, useDraft, useTyped } from '@caecilia/workspace';
import { Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { TalkFields } from './TalkFields.tsx';
import { TalkFrame } from './TalkFrame.tsx';
import { draftOf, faultsIn, NO_TALK, severalIn, type TalkDraft } from './talkDraft.ts';
import { type OnTalks, useTalkPlanWords, useTalkSend } from './talks.ts';

const isTalkDraft = isTypedOf(NO_TALK);

/** Plans a conversation, or plans the one that stands otherwise. What was typed stays until it is kept or cancelled. */
export function PlanForm(props: OnTalks & { readonly talk?: DeskTalk }): ReactNode {
  const { id, data, talk, close } = props;
  const w = useTalkPlanWords();
  // As it stood when the form was opened: a colleague's change is never slipped beneath what was typed.
  const [seen] = useState(talk);
  const [first] = useState(() => (seen === undefined ? NO_TALK : draftOf(seen)));
  const [clientId] = useState(() => crypto.randomUUID());
  const [isTried, setTried] = useState(false);
  const version = seen === undefined ? id : `${seen.id}/${seen.versionId}`;
  const draft = useDraft(`talk/${seen === undefined ? 'plan' : 'move'}/${version}`, first, isTalkDraft);
  const leave = () => {
    draft.drop();
    close();
  };
  const { send, ...sending } = useTalkSend(props, {
    ...(seen === undefined ? {} : { talk: seen.id, act: 'move' }),
    saved: seen === undefined ? 'saved.planned' : 'saved.changed',
    leave,
  });
  const isMove = seen !== undefined;
  const { value } = draft;
  const faults = faultsIn(value, { today: data.today, isMove });
  const submit = () => {
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    send({ ...value, others: severalIn(value.others), clientId, versionId: seen?.versionId });
  };
  const team = data.team.concat(
    [seen?.leads, ...(seen?.others ?? [])].flatMap((each) =>
      each === undefined || data.team.some(({ reference }) => reference === each.reference) ? [] : [each],
    ),
  );
  return (
    <TalkFrame
      {...sending}
      send={send}
      isNew={!isMove}
      label={w(isMove ? 'move.title' : 'plan')}
      save={w(isMove ? 'save.move' : 'save')}
      submit={submit}
      close={leave}
    >
      <TalkFields
        value={value}
        faults={isTried ? faults : {}}
        team={team}
        today={data.today}
        isMove={isMove}
        set={(part: Partial<TalkDraft>) => draft.change({ ...value, ...part })}
      />
    </TalkFrame>
  );
}

/** Calls a conversation off, with the reason. */
export function CallOffForm(props: OnTalks & { readonly talk: DeskTalk }): ReactNode {
  const { talk, close } = props;
  const w = useTalkPlanWords();
  const [{ id: talkId, versionId }] = useState(talk);
  const { values, set, sent } = useTyped(`talk/call-off/${talkId}`, { because: '' });
  const [isTried, setTried] = useState(false);
  const leave = sent(close);
  const { send, ...sending } = useTalkSend(props, {
    talk: talkId,
    act: 'call-off',
    saved: 'saved.changed',
    leave,
  });
  const isMissing = values.because.trim() === '';
  const submit = () => {
    setTried(true);
    if (!isMissing) send({ versionId, because: values.because });
  };
  return (
    <TalkFrame
      {...sending}
      send={send}
      label={w('callOff.title')}
      save={w('save.callOff')}
      submit={submit}
      close={leave}
    >
      <Textarea
        label={w('field.because')}
        description={w('because.hint')}
        rows={2}
        maxLength={LONGEST_TALK.because}
        value={values.because}
        error={isTried && isMissing ? `! ${w('wrong.because')}` : undefined}
        onChange={(event) => set('because', event.currentTarget.value)}
      />
    </TalkFrame>
  );
}
