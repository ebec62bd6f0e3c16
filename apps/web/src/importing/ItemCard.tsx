import type { ImportItem } from '@caecilia/exchange/ui';
import type { ReactNode } from 'react';
import { OneOf } from '../requests/choices.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { SaidSide, StateMark } from './SaidSide.tsx';
import { useImport } from './words.ts';

/** The name of a thing: its treatment or person, with what kind of thing it is. */
export function useItemName(): (item: {
  readonly part: ImportItem['part'];
  readonly name?: ImportItem['name'] | undefined;
}) => string {
  const t = useImport();
  const { language } = useSpeaking();
  return ({ part, name }) => {
    const words = typeof name === 'string' ? name : name?.[language];
    return [t(`part.${part}`), ...(words === undefined ? [] : [words])].join(': ');
  };
}

/** One thing that comes beside what stands here, and what a person does with it. */
export function ItemCard(props: {
  readonly item: ImportItem;
  readonly value: string;
  readonly wrong: boolean;
  readonly mayTake: boolean;
  choose(choice: string): void;
}): ReactNode {
  const { item, value, wrong, mayTake, choose } = props;
  const t = useImport();
  const nameOf = useItemName();
  const { status, ours, theirs, becomes, changedHere, choices, part } = item;
  const name = nameOf(item);
  const isPlain = status === 'new' && ours.length === 0 && part !== 'limit';
  return (
    <li className={`card import-item import-item--${status}`}>
      <h4>
        {name} <span className="import-status">{t(`status.${status}`)}</span>
      </h4>
      <div className={isPlain ? 'import-sides import-sides--one' : 'import-sides'}>
        {isPlain ? null : <SaidSide title={t('side.ours')} said={ours} />}
        <SaidSide title={t('side.theirs')} said={theirs} />
      </div>
      {becomes === undefined || status === 'new' ? null : (
        <p className="import-becomes">
          {t('becomes', { state: '' }).trim()} <StateMark state={becomes} />
        </p>
      )}
      {changedHere ? <p className="banner-line">{t('changed.here')}</p> : null}
      {choices.length === 0 || !mayTake ? null : (
        <OneOf
          name={item.id}
          label={t('choice.of', { what: name })}
          value={value}
          change={choose}
          wrong={wrong ? t('choice.wrong') : undefined}
          choices={choices.map((each) => ({
            value: each,
            label: t(
              each === 'take' && ours.length > 0 && status !== 'new' ? 'choice.beside' : `choice.${each}`,
            ),
          }))}
        />
      )}
    </li>
  );
}
