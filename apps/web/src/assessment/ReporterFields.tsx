import type { DeskPerson, Reporter } from '@caecilia/assessment/ui';
import type { ReactNode } from 'react';
import { Plates } from './Plates.tsx';
import { useWords } from './sending.tsx';

/** Who gave the answers. */
export interface Answering {
  readonly reporter: Reporter | '';
  /** `RelatedPerson/…`, where somebody close answered. */
  readonly person: string;
}

export const NOBODY: Answering = { reporter: '', person: '' };

/** Whether somebody close has to be named. */
export const needsPerson = (reporter: Reporter | '', about: 'patient' | 'carer'): boolean =>
  reporter === 'proxy' || (about === 'carer' && reporter !== '');

/** Who answered: never guessed, never merged. */
export function ReporterFields(props: {
  readonly value: Answering;
  readonly change: (value: Answering) => void;
  readonly reporters: readonly Reporter[];
  readonly people: readonly DeskPerson[];
  readonly about: 'patient' | 'carer';
  readonly errors: Readonly<Record<string, string>>;
}): ReactNode {
  const w = useWords();
  const { value, change, reporters, people, about, errors } = props;
  const word = (reporter: Reporter) =>
    about === 'carer' && (reporter === 'self' || reporter === 'helped')
      ? w(reporter === 'self' ? 'score.carerSelf' : 'score.carerHelped')
      : w(`score.${reporter}`);
  return (
    <>
      <Plates
        label={w('score.who')}
        name="reporter"
        plates={reporters.map((reporter) => ({ value: reporter, label: word(reporter) }))}
        value={value.reporter}
        choose={(chosen) => change({ ...value, reporter: reporters.find((each) => each === chosen) ?? '' })}
        error={errors.reporter}
      />
      {needsPerson(value.reporter, about) ? (
        people.length === 0 ? (
          <p className="banner-line">{w('score.noPerson')}</p>
        ) : (
          <Plates
            label={w('score.person')}
            name="person"
            plates={people.map((person) => ({
              value: person.reference,
              label: personWords(person),
            }))}
            value={value.person}
            choose={(person) => change({ ...value, person })}
            error={errors.person}
          />
        )
      ) : null}
    </>
  );
}

export function personWords({ name, relationship, reference }: DeskPerson): string {
  const called = name ?? reference;
  return relationship === undefined ? called : `${called} (${relationship})`;
}
