import type { Doable, RequestView, Seen } from '@caecilia/consultation/ui';
import { Button, Kbd } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ActForm } from './ActForm.tsx';
import { AskOnce } from './AskOnce.tsx';
import { isAskedOnce } from './actDraft.ts';
import type { SaidIn } from './times.ts';
import { useConsultation } from './words.ts';

/** What of a request handling it takes; the team and who asked see different parts of it. */
export interface Handled extends Partial<Pick<RequestView, 'triage' | 'readyForCare' | 'awaitsAgreement'>> {
  readonly id: string;
  readonly seen: Seen;
  readonly may: readonly Doable[];
  readonly asked: RequestView['asked'];
}

/** Keys of what is done most. */
const KEYS: Readonly<Partial<Record<Doable, string>>> = { triage: 'T', accept: 'A', callBack: 'C' };

/** The most usual step first; what ends a request comes last. */
const ORDER: readonly Doable[] = [
  'agree',
  'confirm',
  'accept',
  'start',
  'complete',
  'callBack',
  'triage',
  'redirect',
  'decline',
  'withdraw',
];

interface ActProps {
  readonly request: Handled;
  readonly saidIn: SaidIn;
}

/** What can be done with a request, in place. */
export function Act(props: ActProps): ReactNode {
  const [doing, choose] = useState<Doable>();
  return <ActChosen {...props} doing={doing} choose={choose} />;
}

/** The same, where somebody else says what is being done: keys, for instance. */
export function ActChosen(
  props: ActProps & { readonly doing: Doable | undefined; choose(doing: Doable | undefined): void },
): ReactNode {
  const t = useConsultation();
  const { request, saidIn, doing, choose } = props;
  if (doing !== undefined) {
    const close = () => choose(undefined);
    const key = `${request.id} ${doing}`;
    return isAskedOnce(doing) ? (
      <AskOnce key={key} kind={doing} request={request} saidIn={saidIn} close={close} />
    ) : (
      <ActForm key={key} kind={doing} request={request} saidIn={saidIn} close={close} />
    );
  }
  const able = ORDER.filter((each) => request.may.includes(each));
  if (able.length === 0) return null;
  return (
    <fieldset className="acts" aria-label={t('do.actions')}>
      {able.map((each, index) => (
        <Button
          key={each}
          variant={index === 0 && each !== 'withdraw' ? 'filled' : 'default'}
          onClick={() => choose(each)}
        >
          {t(`act.${each}`)}
          {KEYS[each] === undefined ? null : (
            <>
              {' '}
              <Kbd>{KEYS[each]}</Kbd>
            </>
          )}
        </Button>
      ))}
    </fieldset>
  );
}
