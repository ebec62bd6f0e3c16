import type { ColleaguesAnswer } from '@caecilia/consultation/ui';
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { colleaguesQuery } from './requestQueries.ts';
import { useConsultation } from './words.ts';

/** Who can take a request; undefined until it is known, and where nothing is accepted. */
export function useColleagues(isAccepted: boolean): ColleaguesAnswer | undefined {
  return useQuery({ ...colleaguesQuery, enabled: isAccepted }).data;
}

/** Who takes it: whoever accepts, unless they name a colleague; the office always names one. */
export function AcceptFor(props: {
  readonly accepting: ColleaguesAnswer;
  readonly owner: string;
  readonly wrong: string | undefined;
  choose(owner: string): void;
}): ReactNode {
  const { accepting, owner, wrong, choose } = props;
  const t = useConsultation();
  return (
    <NativeSelect
      label={t('do.accept.for')}
      value={owner}
      error={wrong === undefined ? undefined : `! ${wrong}`}
      data={[
        { value: '', label: t(accepting.self ? 'do.accept.self' : 'do.accept.choose') },
        ...accepting.colleagues.map(({ reference, name, roles }) => ({
          value: reference,
          label: `${name} (${roles.map((each) => t(`discipline.${each}`)).join(', ')})`,
        })),
      ]}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}
