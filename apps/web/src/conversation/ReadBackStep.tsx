import type { YesNoUnknown } from '@caecilia/careplan/ui';
import { Checkbox, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { Plates } from '../assessment/Plates.tsx';
import { useTalkWords } from './conversationQuery.ts';
import { PlanSoFar } from './PlanSoFar.tsx';
import { usePlanWords } from './planWords.ts';
import { partyNames } from './said.ts';
import type { StepProps } from './stepProps.ts';

const yesNo = (value: string): YesNoUnknown | undefined =>
  value === 'yes' || value === 'no' || value === 'unknown' ? value : undefined;

/** The plan read back, what was agreed before, and sharing. */
export function ReadBackStep(props: StepProps): ReactNode {
  const w = useTalkWords();
  const { talk, say } = props;
  const { earlier, informRelatives, share } = talk.notes;
  const answers = (values: readonly ('yes' | 'no' | 'unknown' | 'unsaid')[]) =>
    values.map((value) => ({ value, label: w(value) }));
  return (
    <>
      <section className="card talk-read" aria-label={w('plan.whole')}>
        <PlanSoFar {...props} whole />
      </section>
      <ReadBackBy {...props} />
      <Plates
        label={w('earlier')}
        name="earlier"
        dense
        value={earlier?.recorded ?? 'unsaid'}
        choose={(value) => {
          const recorded = yesNo(value);
          say({ earlier: recorded === undefined ? undefined : { ...earlier, recorded } });
        }}
        plates={answers(['yes', 'no', 'unknown', 'unsaid'])}
      />
      {earlier?.recorded === 'yes' ? (
        <>
          <Textarea
            label={w('earlier.comment')}
            autosize
            minRows={1}
            maxLength={1000}
            value={earlier.comment ?? ''}
            onChange={(event) => say({ earlier: { ...earlier, comment: event.currentTarget.value } })}
          />
          <Plates
            label={w('earlier.differ')}
            name="differ"
            dense
            value={earlier.differ ?? ''}
            choose={(value) => {
              const differ = yesNo(value);
              if (differ !== undefined) say({ earlier: { ...earlier, differ } });
            }}
            plates={answers(['yes', 'no', 'unknown'])}
          />
        </>
      ) : null}
      <Plates
        label={w('inform')}
        name="inform"
        dense
        value={informRelatives === undefined ? 'unsaid' : informRelatives ? 'yes' : 'no'}
        choose={(value) => say({ informRelatives: value === 'unsaid' ? undefined : value === 'yes' })}
        plates={answers(['yes', 'no', 'unsaid'])}
      />
      <Plates
        label={w('share')}
        hint={w('share.hint')}
        name="share"
        dense
        value={share ?? 'unsaid'}
        choose={(value) => say({ share: value === 'yes' || value === 'unknown' ? value : undefined })}
        plates={answers(['yes', 'unknown', 'unsaid'])}
      />
    </>
  );
}

/** Who read it back and agrees: of those who were there. */
function ReadBackBy({ talk, opening, readBack }: StepProps): ReactNode {
  const w = useTalkWords();
  const around = usePlanWords();
  const { patientPresent, persons } = talk.notes;
  const keys = [
    ...(patientPresent ? ['patient'] : []),
    ...persons.filter(({ present }) => present).map(({ key }) => key),
  ];
  const names = partyNames(talk, opening, w, keys);
  const by = (talk.readBack?.by ?? []).filter((key) => keys.includes(key));
  if (keys.length === 0) return null;
  return (
    <>
      <Checkbox.Group
        label={around('readBack')}
        value={[...by]}
        onChange={(chosen) => readBack({ ...talk.readBack, by: chosen })}
      >
        <div className="talk-parties">
          {keys.map((key, index) => (
            <Checkbox key={key} value={key} label={names[index] ?? key} />
          ))}
        </div>
      </Checkbox.Group>
      {by.length > 0 ? (
        <Textarea
          label={around('readBack.words')}
          autosize
          minRows={1}
          maxLength={1000}
          value={talk.readBack?.words ?? ''}
          onChange={(event) => readBack({ by, words: event.currentTarget.value })}
        />
      ) : null}
    </>
  );
}
