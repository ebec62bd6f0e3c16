import { ask, Failure, useSend } from '@caecilia/workspace';
import { Button, Checkbox } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { usePlanWords } from './planWords.ts';

interface Permission {
  readonly organizationType: string;
  readonly name: { readonly nl: string; readonly en: string };
  readonly state: 'given' | 'refused' | 'unasked';
}

interface Permissions {
  readonly permissions: readonly Permission[];
  /** Whether the caller writes permissions down. */
  readonly mayRecord: boolean;
}

const path = (id: string) => `/patients/${encodeURIComponent(id)}/sharing`;

const sharingQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'sharing'],
    queryFn: ({ signal }) => ask<Permissions>(path(id), signal),
  });

/** Who is asked after first: they are called at night. */
const FIRST = ['general-practice', 'out-of-hours', 'home-care'];

/**
 * The patient's answer on sharing, as permission for others to fetch the record: given in one action while the patient is
 * there, withdrawn in one action. The form stays as it was recorded.
 */
export function SharingPanel({ id }: { readonly id: string }): ReactNode {
  const w = usePlanWords();
  const { data, error, refetch } = useQuery(sharingQuery(id));
  if (error) return <Failure error={error} again={() => void refetch()} />;
  if (!data) return null;
  return (
    <section className="card reviews" aria-labelledby="sharing-title">
      <h3 id="sharing-title">{w('sharing.title')}</h3>
      {data.mayRecord ? <Answer id={id} permissions={data.permissions} /> : <p>{w('sharing.readOnly')}</p>}
    </section>
  );
}

function Answer({
  id,
  permissions,
}: {
  readonly id: string;
  readonly permissions: readonly Permission[];
}): ReactNode {
  const w = usePlanWords();
  const { language } = useSpeaking();
  const open = permissions.filter(
    ({ state, organizationType }) => state === 'unasked' && !organizationType.includes('/'),
  );
  const given = permissions.filter(({ state }) => state === 'given');
  const [chosen, choose] = useState<readonly string[]>(FIRST);
  const kinds = open.map(({ organizationType }) => organizationType).filter((kind) => chosen.includes(kind));
  const sending = useSend<object, Permissions>(`${path(id)}/all`, {
    changes: [sharingQuery(id).queryKey],
    done: () => undefined,
  });
  return (
    <>
      <p>
        {given.length === 0
          ? w('sharing.none')
          : w('sharing.given', { names: given.map(({ name }) => name[language]).join(', ') })}
      </p>
      {given.length === 0 ? null : (
        <div className="form-acts">
          <Button
            variant="default"
            loading={sending.isSending}
            onClick={() => sending.send({ answer: 'refused', present: true })}
          >
            {w('sharing.stop')}
          </Button>
        </div>
      )}
      {open.length === 0 ? null : (
        <>
          <Checkbox.Group
            label={w('sharing.with')}
            description={w('sharing.hint')}
            value={[...chosen]}
            onChange={choose}
          >
            <div className="talk-parties">
              {open.map(({ organizationType, name }) => (
                <Checkbox key={organizationType} value={organizationType} label={name[language]} />
              ))}
            </div>
          </Checkbox.Group>
          <div className="form-acts">
            <Button
              loading={sending.isSending}
              disabled={kinds.length === 0}
              onClick={() => sending.send({ answer: 'given', kinds, present: true })}
            >
              {w('sharing.save')}
            </Button>
          </div>
        </>
      )}
      {sending.failure === undefined ? null : (
        <p role="alert" className="banner-line">
          ! {sending.failure}
        </p>
      )}
    </>
  );
}
