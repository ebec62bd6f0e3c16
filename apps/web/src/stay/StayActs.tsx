import type { ActKind } from '@caecilia/stay/ui';
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { AnswerForm } from './AnswerForm.tsx';
import type { CardProps } from './StayCard.tsx';
import { useStayAct } from './useStayAct.ts';
import { useStay } from './words.ts';

/** Acts with something to fill in. */
const FILLED = ['accept', 'replan', 'decline', 'withdraw'] as const;
export type Filled = (typeof FILLED)[number];
const isFilled = (kind: ActKind): kind is Filled => FILLED.some((each) => each === kind);
/** Acts of one press that are asked once more: they cannot be taken back. */
const SURE = ['arrive', 'leave'] as const;
type Sure = (typeof SURE)[number];
const isSure = (kind: ActKind): kind is Sure => SURE.some((each) => each === kind);

/** What whoever looks can do with a request, and the form of what was chosen. */
export function StayActs(props: CardProps & { say(words: string): void }): ReactNode {
  const { stay, say } = props;
  const t = useStay();
  const [doing, setDoing] = useState<Filled | Sure>();
  const close = () => setDoing(undefined);
  const acting = useStayAct(stay, (_now, { kind }) => {
    close();
    if (kind === 'told' || isSure(kind)) say(t(`done.${kind}`));
  });
  const kinds = stay.may.filter((kind) => kind !== 'check');
  if (doing !== undefined && isFilled(doing))
    return <AnswerForm key={doing} {...props} kind={doing} close={close} />;
  return (
    <>
      {doing === undefined ? (
        <div className="stay-acts">
          {kinds.map((kind) => (
            <Button
              key={kind}
              variant={kind === 'accept' || kind === 'told' ? 'filled' : 'default'}
              disabled={acting.isSending}
              onClick={() => {
                if (isFilled(kind) || isSure(kind)) setDoing(kind);
                else if (kind === 'told') acting.act({ kind });
              }}
            >
              {t(`act.${kind}`)}
              <span className="visually-hidden">: {stay.patient.name ?? stay.hospice}</span>
            </Button>
          ))}
        </div>
      ) : (
        <fieldset className="stay-acts">
          <legend>{t(`sure.${doing}`)}</legend>
          <Button loading={acting.isSending} onClick={() => acting.act({ kind: doing })}>
            {t('sure.yes')}
          </Button>
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
        </fieldset>
      )}
      {acting.theirs === undefined ? null : (
        <p role="alert">
          ! {t('conflict.title')}. {t('conflict.body')}
        </p>
      )}
      {acting.failure === undefined ? null : <p role="alert">! {acting.failure}</p>}
    </>
  );
}
