import { carePlanWords, limitShapes } from '@caecilia/careplan/ui';
import type { ImportSaid } from '@caecilia/exchange/ui';
import { birthDateWords, LineIcon, StateIcon } from '@caecilia/ui';
import type { ReactNode } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { useImport } from './words.ts';

/** One side of what is compared: each line with its state, date, people and reason. */
export function SaidSide({
  title,
  said,
}: {
  readonly title: string;
  readonly said: readonly ImportSaid[];
}): ReactNode {
  const t = useImport();
  return (
    <div className="import-side">
      <h5>{title}</h5>
      {said.length === 0 ? <p>{t('side.none')}</p> : null}
      {said.map((each) => (
        <Said key={JSON.stringify(each)} said={each} />
      ))}
    </div>
  );
}

function Said({
  said: { state, words, on, parties = [], comment },
}: {
  readonly said: ImportSaid;
}): ReactNode {
  const t = useImport();
  const { language } = useSpeaking();
  return (
    <div className="import-said__one">
      <p>
        {state === undefined ? null : <StateMark state={state} />}{' '}
        {words === undefined ? null : typeof words === 'string' ? <q>{words}</q> : words[language]}
        {state === undefined && words === undefined && on === undefined ? t('said.none') : null}
      </p>
      {comment === undefined ? null : <p>{t('said.because', { words: comment })}</p>}
      <p className="import-note">
        {[
          ...(parties.length === 0 ? [] : [t('said.parties', { names: parties.join(', ') })]),
          on === undefined ? t('said.undated') : dayWords(on),
        ].join(' · ')}
      </p>
    </div>
  );
}

const dayWords = (day: string) =>
  birthDateWords(day, day.length === 4 ? 'year' : day.length === 7 ? 'month' : 'day');

/** A state with its sign and its word; the word alone carries it. */
export function StateMark({ state }: { readonly state: string }): ReactNode {
  const { language } = useSpeaking();
  const t = useImport();
  const plan = carePlanWords(language);
  if (state === 'declined') return <b>{t('state.declined')}</b>;
  const shape = isShape(state) ? limitShapes[state] : undefined;
  return (
    <b className="import-state">
      {shape === undefined ? <LineIcon name="contradiction" /> : <StateIcon shape={shape} />}{' '}
      {plan(isState(state) ? `state.${state}` : 'state.unreadable')}
    </b>
  );
}

const isShape = (state: string): state is keyof typeof limitShapes => Object.hasOwn(limitShapes, state);
const STATES = ['do', 'doNot', 'onlyIf', 'notDiscussed', 'unknown', 'contradiction', 'unreadable'] as const;
const isState = (state: string): state is (typeof STATES)[number] => STATES.some((each) => each === state);
