import { type LimitNotes, type LimitNotesState, limitShapes } from '@caecilia/careplan/ui';
import { StateIcon } from '@caecilia/ui';
import { Button, Checkbox, Radio, TextInput } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { Plates } from '../assessment/Plates.tsx';
import { useKeys } from '../shell/keys.ts';
import { useSpeaking } from '../words/useSpeaking.ts';
import { useTalkWords } from './conversationQuery.ts';
import { answeredAs, askedAs, partyNames, standing } from './said.ts';
import type { StepProps } from './stepProps.ts';
import { limitFault, withLimit, withState } from './talk.ts';
import { VoiceField } from './WordSteps.tsx';

export const STATES = ['do', 'doNot', 'onlyIf', 'notDiscussed', 'unknown', 'declined'] as const;

/** One treatment at a time: what is agreed, because of what, and who agrees. The last question is for other treatments. */
export function LimitStep(props: StepProps): ReactNode {
  const { talk, opening } = props;
  const treatments = opening.choices.treatments ?? [];
  const treatment = treatments[talk.question];
  if (!treatment) return <OtherLimits {...props} />;
  return <OneLimit key={treatment.code} {...props} of={treatment.code} />;
}

/** The treatment that is only asked where there is a device. */
const ICD = 'icdDeactivation';

function OneLimit(props: StepProps & { readonly of: string }): ReactNode {
  const { talk, opening, say, of } = props;
  const { language } = useSpeaking();
  const row = opening.rows.find(({ key }) => key === of);
  const name = opening.choices.treatments?.find(({ code }) => code === of)?.label[language] ?? of;
  const asked = of !== ICD || talk.notes.icd?.present === 'yes';
  return (
    <>
      <h3 className="talk-question">{name}</h3>
      <Help of={of} />
      {of === ICD ? <IcdFields {...props} /> : null}
      {asked ? (
        <LimitFields
          {...props}
          name={name}
          means={`limit.${of}`}
          limit={talk.notes.limits[of]}
          change={(limit) => say({ limits: withLimit(talk.notes, of, limit).limits })}
        />
      ) : null}
      {asked ? <Standing {...props} row={row} limit={talk.notes.limits[of]} /> : null}
    </>
  );
}

const HELPED = [
  'cpr',
  'ventilation',
  'icuAdmission',
  'hospitalAdmission',
  'antibiotics',
  'bloodProducts',
  'icdDeactivation',
] as const;

/** The question as it can be put to the patient, where the treatment is one that the house knows. */
function Help({ of }: { readonly of: string }): ReactNode {
  const w = useTalkWords();
  const known = HELPED.find((each) => each === of);
  return known ? <p>{w(`help.${known}`)}</p> : null;
}

function IcdFields({ talk, say }: StepProps): ReactNode {
  const w = useTalkWords();
  const { icd } = talk.notes;
  return (
    <>
      <Plates
        label={w('icd')}
        name="icd"
        dense
        value={icd?.present ?? ''}
        choose={(present) => {
          if (present === 'yes' || present === 'no' || present === 'unknown')
            say({ icd: { ...icd, present } });
        }}
        plates={(['yes', 'no', 'unknown'] as const).map((value) => ({ value, label: w(`icd.${value}`) }))}
      />
      {icd?.present === 'yes' ? (
        <TextInput
          label={w('icd.comment')}
          maxLength={500}
          value={icd.comment ?? ''}
          onChange={(event) => say({ icd: { ...icd, comment: event.currentTarget.value } })}
        />
      ) : null}
    </>
  );
}

interface LimitFieldsProps extends StepProps {
  readonly name: string;
  /** What the form calls it. */
  readonly means: string;
  readonly limit: LimitNotes | undefined;
  readonly change: (limit: LimitNotes) => void;
}

function LimitFields(props: LimitFieldsProps): ReactNode {
  const w = useTalkWords();
  const { talk, opening, name, means, limit, change } = props;
  const { language } = useSpeaking();
  const acts = useMemo(
    () =>
      Object.fromEntries(
        STATES.map((state, index) => [String(index + 1), () => change(withState(limit, state, talk.notes))]),
      ),
    [change, limit, talk.notes],
  );
  useKeys(acts);
  const choose = (value: string) => {
    const state = STATES.find((each) => each === value);
    if (state) change(withState(limit, state, talk.notes));
  };
  const fault = limit && limitFault(limit);
  return (
    <>
      <Radio.Group
        className="talk-states"
        label={askedAs(opening, `${means}.decision`, language, w('limit.ask'))}
        description={w('limit.keys')}
        name={`limit-${name}`}
        value={limit?.state ?? ''}
        onChange={choose}
      >
        <div className="talk-states__all">
          {STATES.map((state, index) => (
            <Radio
              key={state}
              value={state}
              label={
                <StateLabel
                  state={state}
                  index={index}
                  words={w(`limit.${state}`)}
                  form={answeredAs(opening, { means: `${means}.decision`, answer: state }, language, '')}
                />
              }
            />
          ))}
        </div>
      </Radio.Group>
      {limit?.state === 'onlyIf' ? (
        <VoiceField
          label={w('limit.condition')}
          value={limit.condition}
          rows={2}
          say={(condition) => change({ ...limit, condition })}
          error={fault === 'conditionMissing' ? w('limit.conditionMissing') : undefined}
        />
      ) : null}
      {limit ? (
        <VoiceField
          label={askedAs(opening, `${means}.because`, language, w('because'))}
          hint={w('because.hint')}
          value={limit.because}
          say={(because) => change({ ...limit, because })}
        />
      ) : null}
      {limit ? <Parties {...props} limit={limit} fault={fault === 'twoParties'} /> : null}
    </>
  );
}

function StateLabel({
  state,
  index,
  words,
  form,
}: {
  readonly state: LimitNotesState;
  readonly index: number;
  readonly words: string;
  /** What the form of the publisher calls it; empty where that is not installed. */
  readonly form: string;
}): ReactNode {
  return (
    <span className="talk-state">
      <StateIcon shape={limitShapes[state === 'declined' ? 'notDiscussed' : state]} />
      <span>
        {words}
        {form === '' || form === words ? null : <small> ({form})</small>}
      </span>
      <kbd aria-hidden>{index + 1}</kbd>
    </span>
  );
}

function Parties(
  props: StepProps & {
    readonly limit: LimitNotes;
    readonly fault: boolean;
    readonly change: (limit: LimitNotes) => void;
  },
): ReactNode {
  const w = useTalkWords();
  const { talk, opening, limit, fault, change } = props;
  const { patientPresent, persons } = talk.notes;
  const keys = [
    ...(patientPresent || limit.parties.includes('patient') ? ['patient'] : []),
    ...persons.filter(({ key, present }) => present || limit.parties.includes(key)).map(({ key }) => key),
    'professional',
  ];
  const names = partyNames(talk, opening, w, keys);
  return (
    <Checkbox.Group
      label={w('limit.parties')}
      value={[...limit.parties]}
      onChange={(parties) => change({ ...limit, parties })}
      error={fault ? `! ${w('limit.twoParties')}` : undefined}
    >
      <div className="talk-parties">
        {keys.map((key, index) => (
          <Checkbox key={key} value={key} label={names[index] ?? key} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

/** What stands now, and what becomes of it. */
function Standing(
  props: StepProps & {
    readonly row: StepProps['opening']['rows'][number] | undefined;
    readonly limit: LimitNotes | undefined;
  },
): ReactNode {
  const w = useTalkWords();
  const { language } = useSpeaking();
  const { row, limit } = props;
  const words = standing(row, w, language).join('; ');
  const declared = row?.current.some(({ declaration }) => declaration) ?? false;
  if (words === '') return <p className="talk-before">{w('limit.none')}</p>;
  const ends = limit !== undefined && limit.state !== 'notDiscussed' && limit.state !== 'declined';
  const key = !ends ? 'limit.stays' : limit.state === 'unknown' ? 'limit.withdraws' : 'limit.replaces';
  return (
    <>
      <p className="talk-before">{w(key, { words })}</p>
      {declared ? <p className="banner-line">{w('limit.declaration')}</p> : null}
    </>
  );
}

/** Treatments that the list does not name, each with its own agreement. */
function OtherLimits(props: StepProps): ReactNode {
  const w = useTalkWords();
  const { talk, say } = props;
  const { otherLimits } = talk.notes;
  const change = (index: number, limit: (typeof otherLimits)[number]) =>
    say({ otherLimits: otherLimits.map((each, place) => (place === index ? limit : each)) });
  return (
    <>
      <h3 className="talk-question">{w('others')}</h3>
      <p>{w('others.hint')}</p>
      {otherLimits.map((limit, index) => (
        // The place in the list is what tells them apart: two may have no name yet.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <fieldset key={index} className="talk-other">
          <legend className="visually-hidden">{limit.treatment ?? w('others.name')}</legend>
          <TextInput
            label={w('others.name')}
            maxLength={200}
            value={limit.treatment ?? ''}
            onChange={(event) => change(index, { ...limit, treatment: event.currentTarget.value })}
          />
          <LimitChoices
            {...props}
            limit={limit}
            change={(next) => change(index, { ...next, treatment: limit.treatment ?? '' })}
          />
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => say({ otherLimits: otherLimits.filter((_each, place) => place !== index) })}
          >
            {w('others.remove')}
          </Button>
        </fieldset>
      ))}
      <Button
        variant="default"
        onClick={() =>
          say({
            otherLimits: [...otherLimits, { ...withState(undefined, 'unknown', talk.notes), treatment: '' }],
          })
        }
      >
        + {w('others.add')}
      </Button>
    </>
  );
}

/** The same fields without the keys: several stand on one page. */
function LimitChoices(
  props: StepProps & { readonly limit: LimitNotes; readonly change: (limit: LimitNotes) => void },
): ReactNode {
  const w = useTalkWords();
  const { talk, limit, change } = props;
  const fault = limitFault(limit);
  return (
    <>
      <Plates
        label={w('limit.ask')}
        name="other"
        dense
        value={limit.state}
        choose={(value) => {
          const state = STATES.find((each) => each === value);
          if (state) change(withState(limit, state, talk.notes));
        }}
        plates={STATES.map((value) => ({ value, label: w(`limit.${value}`) }))}
      />
      {limit.state === 'onlyIf' ? (
        <VoiceField
          label={w('limit.condition')}
          rows={2}
          value={limit.condition}
          say={(condition) => change({ ...limit, condition })}
          error={fault === 'conditionMissing' ? w('limit.conditionMissing') : undefined}
        />
      ) : null}
      <VoiceField
        label={w('because')}
        rows={2}
        value={limit.because}
        say={(because) => change({ ...limit, because })}
      />
      <Parties {...props} fault={fault === 'twoParties'} />
    </>
  );
}
