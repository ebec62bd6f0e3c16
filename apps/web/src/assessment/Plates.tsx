import { Radio } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';

/** One way to answer. */
export interface Plate {
  readonly value: string;
  readonly label: string;
  /** Said beneath it, where a word is not enough. */
  readonly about?: string;
}

/** One question with all its answers in view, as plates; arrows move over them. Nothing is chosen before somebody does. */
export function Plates(props: {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly plates: readonly Plate[];
  readonly value: string;
  readonly choose: (value: string) => void;
  readonly error?: string | undefined;
  readonly name: string;
  readonly wide?: boolean;
  /** Short answers on the line of their question. */
  readonly dense?: boolean;
  readonly lang?: string | undefined;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly children?: ReactNode;
}): ReactNode {
  const { label, hint, plates, value, choose, error, name, wide, dense, lang, onKeyDown, children } = props;
  const shape = wide ? ' plates--wide' : dense ? ' plates--dense' : '';
  return (
    <Radio.Group
      className={`plates${shape}`}
      label={label}
      description={hint}
      value={value}
      onChange={choose}
      error={error === undefined ? undefined : `! ${error}`}
      name={name}
      onKeyDown={onKeyDown}
      attributes={{ root: { 'data-field': name } }}
    >
      <div className="plates__all" lang={lang}>
        {plates.map((plate) => (
          <Radio
            key={plate.value}
            value={plate.value}
            label={plate.label}
            {...(plate.about === undefined ? {} : { description: plate.about })}
          />
        ))}
        {children}
      </div>
    </Radio.Group>
  );
}
