import {
  type DeskInstrument,
  type DeskPreparation,
  type Item,
  nameField,
  scoreField,
  TOPIC_GROUPS,
  TOPICS,
  valuesOf,
} from '@caecilia/assessment/ui';
import { Failure, Loading, useDraft } from '@caecilia/workspace';
import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { shown } from './ContactParts.tsx';
import { SYMPTOM_LIST } from './contactDraft.ts';
import { type CopyDraft, EMPTY_SHEET, fieldsOfSheet, isCopyDraft, wrongInSheet } from './copyDraft.ts';
import { Plates } from './Plates.tsx';
import { usePreparationWords } from './preparationWords.ts';
import { instrumentsQuery } from './queries.ts';
import { ScoreField } from './ScoreField.tsx';
import { textOf } from './SymptomParts.tsx';
import { Restored, SendFailure, useSend } from './sending.tsx';

interface CopyProps {
  readonly id: string;
  readonly preparation: DeskPreparation;
}

/** Copies the sheet of somebody who has no screen: their words, and who copied them. */
export function CopyPaper(props: CopyProps): ReactNode {
  const w = usePreparationWords();
  const [isOpen, open] = useState(false);
  const { data, error, refetch } = useQuery({ ...instrumentsQuery(props.id), enabled: isOpen });
  const list = data?.instruments.find((each) => each.id === SYMPTOM_LIST);
  return (
    <details open={isOpen} onToggle={(event) => open(event.currentTarget.open)}>
      <summary>{w('copy')}</summary>
      {isOpen && error ? <Failure error={error} again={() => void refetch()} /> : null}
      {isOpen && !error && list === undefined ? <Loading lines={4} /> : null}
      {isOpen && list ? <SheetForm {...props} list={list} done={() => open(false)} /> : null}
    </details>
  );
}

interface SheetProps extends CopyProps {
  readonly list: DeskInstrument;
  done(): void;
}

function useSheet({ id, preparation, list, done }: SheetProps) {
  const { language } = useSpeaking();
  const w = usePreparationWords();
  const draft = useDraft(`assessment/copy/${preparation.id}`, EMPTY_SHEET, isCopyDraft);
  const [made] = useState(() => crypto.randomUUID());
  const [tried, setTried] = useState(false);
  const sending = useSend<{ readonly id: string }>(id);
  const value: CopyDraft = draft.value.clientId === '' ? { ...draft.value, clientId: made } : draft.value;
  const wrong = wrongInSheet(value, { preparing: preparation.person.preparing, symptoms: list });
  const send = () => {
    setTried(true);
    if (sending.isPending || Object.keys(wrong).length > 0) return;
    sending.mutate(
      { part: `preparation/${preparation.id}/copy`, body: { fields: fieldsOfSheet(value), language } },
      {
        onSuccess: () => {
          draft.drop();
          done();
        },
      },
    );
  };
  const change = (more: Partial<CopyDraft>) => draft.change({ ...value, ...more });
  const errorOf = (field: string) => {
    const found = tried ? wrong[field] : undefined;
    return found === undefined ? undefined : w(`wrong.${found}`);
  };
  return { draft, value, change, send, sending, errorOf };
}

function SheetForm(props: SheetProps): ReactNode {
  const w = usePreparationWords();
  const { preparation, list } = props;
  const { draft, value, change, send, sending, errorOf } = useSheet(props);
  return (
    <form
      className="record-form"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        send();
      }}
    >
      <p className="form-hint">
        {w('copy.hint')} {preparation.sent === undefined ? '' : w('copy.replaces')}
      </p>
      <Restored at={draft.restoredAt} drop={draft.drop} />
      {preparation.person.preparing === 'patient' ? (
        <Plates
          label={w('copy.who')}
          name="who"
          plates={(['self', 'helped'] as const).map((who) => ({ value: who, label: w(`copy.who.${who}`) }))}
          value={value.who}
          choose={(who) => change({ who })}
          error={errorOf('who')}
        />
      ) : null}
      <OwnWords field="first" value={value} change={change} errorOf={errorOf} />
      <Topics preparation={preparation} ticked={value.topics} change={(topics) => change({ topics })} />
      <OwnWords field="own" value={value} change={change} errorOf={errorOf} />
      <fieldset className="analysis sheet-scores">
        <legend>{w('copy.scores')}</legend>
        {list.items.map((item) => (
          <SheetScore key={item.linkId} item={item} value={value} change={change} errorOf={errorOf} />
        ))}
      </fieldset>
      <SendFailure error={sending.error} />
      <div className="form-acts">
        <Button type="submit" loading={sending.isPending}>
          {w('copy.send')}
        </Button>
      </div>
    </form>
  );
}

interface PartProps {
  readonly value: CopyDraft;
  readonly change: (more: Partial<CopyDraft>) => void;
  readonly errorOf: (field: string) => string | undefined;
}

function OwnWords({
  field,
  value,
  change,
  errorOf,
}: PartProps & { readonly field: 'first' | 'own' }): ReactNode {
  const w = usePreparationWords();
  return (
    <Textarea
      label={w(`copy.${field}`)}
      autosize
      minRows={2}
      value={value[field]}
      error={shown(errorOf(field))}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
}

/** In the order and the words of the sheet. */
function Topics(props: {
  readonly preparation: DeskPreparation;
  readonly ticked: readonly string[];
  readonly change: (topics: readonly string[]) => void;
}): ReactNode {
  const w = usePreparationWords();
  const { language } = useSpeaking();
  const { preparation, ticked, change } = props;
  const { preparing } = preparation.person;
  return (
    <Checkbox.Group label={w('copy.topics')} value={[...ticked]} onChange={change}>
      <div className="sheet-topics">
        {TOPIC_GROUPS.flatMap((group) => TOPICS.filter((each) => each.group === group)).map((topic) => (
          <Checkbox key={topic.id} value={topic.id} label={topic[preparing][language]} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

function SheetScore(props: PartProps & { readonly item: Item }): ReactNode {
  const w = usePreparationWords();
  const { language } = useSpeaking();
  const { item, value, change, errorOf } = props;
  const { linkId } = item;
  const score = (scored: unknown) => {
    const { [linkId]: _before, ...others } = value.scores;
    change({ scores: typeof scored === 'number' ? { ...others, [linkId]: scored } : others });
  };
  return (
    <>
      <ScoreField
        name={scoreField(linkId)}
        label={textOf(item, language)}
        values={valuesOf(item)}
        couldNot={false}
        blank={w('copy.blank')}
        value={value.scores[linkId]}
        change={score}
        error={errorOf(scoreField(linkId))}
      />
      {item.named ? (
        <TextInput
          label={w('copy.name')}
          value={value.names[linkId] ?? ''}
          error={shown(errorOf(nameField(linkId)))}
          onChange={(event) => change({ names: { ...value.names, [linkId]: event.currentTarget.value } })}
        />
      ) : null}
    </>
  );
}
