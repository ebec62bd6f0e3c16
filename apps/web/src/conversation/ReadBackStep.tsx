import type { YesNoUnknown } from '@caecilia/careplan/ui';
import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { Plates } from '../assessment/Plates.tsx';
import { useTalkWords } from './conversationQuery.ts';
import { PlanSoFar } from './PlanSoFar.tsx';
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
