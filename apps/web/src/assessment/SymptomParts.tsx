import { type DeskInstrument, type DeskPerson, type Item, valuesOf } from '@caecilia/assessment/ui';
import type { Language } from '@caecilia/ui';
import { Button, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { type PartProps, shown } from './ContactParts.tsx';
import { type DraftAnalysis, NEW_ANALYSIS, SYMPTOM_LIST } from './contactDraft.ts';
import { Plates } from './Plates.tsx';
import { ReporterFields } from './ReporterFields.tsx';
import { type Scored, ScoreField } from './ScoreField.tsx';
import { useWords } from './sending.tsx';

interface SymptomProps extends PartProps {
  readonly list: DeskInstrument;
  readonly people: readonly DeskPerson[];
}

/** Text of a question in a language, or in the one it exists in. */
export const textOf = ({ text }: Pick<Item, 'text'>, language: Language): string =>
  text[language] ?? text.en ?? text.nl ?? '';

/** Numbers of the contact: who gives them, then a row for each symptom of our own list. */
export function Scores({ draft, change, errors, list, people }: SymptomProps): ReactNode {
  const w = useWords();
  const { language } = useSpeaking();
  const score = (linkId: string, value: Scored | undefined) => {
    const { [linkId]: _before, ...others } = draft.scores;
    change({ scores: value === undefined ? others : { ...others, [linkId]: value } });
  };
  return (
    <details className="form-part" open={Object.keys(draft.scores).length > 0}>
      <summary>{w('contact.scores')}</summary>
      <p className="form-hint">{w('score.hint')}</p>
      <ReporterFields
        value={draft.answering}
        change={(answering) => change({ answering })}
        reporters={list.reporters}
        people={people}
        about="patient"
        errors={errors}
      />
      {list.items
        .filter(({ named }) => !named)
        .map((item) => (
          <ScoreField
            key={item.linkId}
            name={`scores.${item.linkId}`}
            label={textOf(item, language)}
            values={valuesOf(item)}
            value={draft.scores[item.linkId]}
            change={(value) => score(item.linkId, value)}
            error={errors[`scores.${item.linkId}`]}
          />
        ))}
    </details>
  );
}

/** Symptoms that are looked into, each with what the patient would be content with. */
export function Analyses({ draft, change, errors, list }: SymptomProps): ReactNode {
  const w = useWords();
  const region = useRef<HTMLElement>(null);
  const isAdded = useRef(false);
  const count = draft.analyses.length;
  // The button stands below what it adds: who goes on by the keyboard would leave it behind.
  useEffect(() => {
    if (count === 0 || !isAdded.current) return;
    isAdded.current = false;
    region.current?.querySelector<HTMLElement>('.analysis:last-of-type input:checked')?.focus();
  }, [count]);
  const add = () => {
    isAdded.current = true;
    change({ analyses: [...draft.analyses, NEW_ANALYSIS] });
  };
  const replace = (index: number, analysis: DraftAnalysis) =>
    change({ analyses: draft.analyses.map((each, place) => (place === index ? analysis : each)) });
  return (
    <section ref={region} className="form-part" aria-labelledby="analyses-title">
      <h2 id="analyses-title">{w('contact.analyses')}</h2>
      {draft.analyses.map((analysis, index) => (
        <OneAnalysis
          // Nothing else tells two of them apart while they are typed.
          // biome-ignore lint/suspicious/noArrayIndexKey: they are added at the end and taken away by place
          key={index}
          place={`analyses.${index}`}
          analysis={analysis}
          change={(next) => replace(index, next)}
          drop={() => change({ analyses: draft.analyses.filter((_, place) => place !== index) })}
          errors={errors}
          list={list}
        />
      ))}
      <Button variant="default" onClick={add}>
        {w(count === 0 ? 'contact.firstAnalysis' : 'contact.addAnalysis')}
      </Button>
    </section>
  );
}

const TEXTS = ['nature', 'meaning', 'consequence', 'plan'] as const;
const TEN = Array.from({ length: 11 }, (_, value) => value);

function OneAnalysis(props: {
  readonly place: string;
  readonly analysis: DraftAnalysis;
  readonly change: (analysis: DraftAnalysis) => void;
  readonly drop: () => void;
  readonly errors: Readonly<Record<string, string>>;
  readonly list: DeskInstrument;
}): ReactNode {
  const w = useWords();
  const { language } = useSpeaking();
  const { place, analysis, change, drop, errors, list } = props;
  const { goal, ...withoutGoal } = analysis;
  return (
    <div className="analysis card">
      <Plates
        label={w('analysis.symptom')}
        name={`${place}.item`}
        plates={[
          ...list.items
            .filter(({ named }) => !named)
            .map((item) => ({ value: `${SYMPTOM_LIST}.${item.linkId}`, label: textOf(item, language) })),
          { value: 'other', label: w('analysis.other') },
        ]}
        value={analysis.item === '' ? 'other' : analysis.item}
        choose={(item) => change({ ...analysis, item: item === 'other' ? '' : item })}
      />
      {analysis.item === '' ? (
        <TextInput
          label={w('analysis.name')}
          value={analysis.symptom}
          maxLength={200}
          error={shown(errors[`${place}.symptom`])}
          onChange={(event) => change({ ...analysis, symptom: event.currentTarget.value })}
        />
      ) : null}
      <ScoreField
        label={w('analysis.goal')}
        name={`${place}.goal`}
        values={TEN}
        value={goal}
        couldNot={false}
        change={(value) => change(typeof value === 'number' ? { ...withoutGoal, goal: value } : withoutGoal)}
        error={errors[`${place}.goal`]}
      />
      {TEXTS.map((field) => (
        <Textarea
          key={field}
          label={w(`analysis.${field}`)}
          autosize
          minRows={1}
          maxLength={2000}
          value={analysis[field]}
          error={shown(errors[`${place}.${field}`])}
          onChange={(event) => change({ ...analysis, [field]: event.currentTarget.value })}
        />
      ))}
      <TextInput
        type="date"
        label={w('analysis.evaluateOn')}
        value={analysis.evaluateOn}
        error={shown(errors[`${place}.evaluateOn`])}
        onChange={(event) => change({ ...analysis, evaluateOn: event.currentTarget.value })}
      />
      <Button variant="subtle" onClick={drop}>
        {w('contact.dropAnalysis')}
      </Button>
    </div>
  );
}
