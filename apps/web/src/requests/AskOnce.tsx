import { Button } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { AcceptFor, useColleagues } from './AcceptFor.tsx';
import type { Handled } from './Act.tsx';
import type { AskedOnce } from './actDraft.ts';
import { Outcome } from './Outcome.tsx';
import type { SaidIn } from './times.ts';
import { useAct } from './useAct.ts';
import { useConsultation } from './words.ts';

/** Asks once before it is done; the answer that does it has the focus. */
export function AskOnce(props: {
  readonly kind: AskedOnce;
  readonly request: Handled;
  readonly saidIn: SaidIn;
  close(): void;
}): ReactNode {
  const t = useConsultation();
  const { kind, request, saidIn, close } = props;
  const handling = useAct(request.id, close);
  const [owner, setOwner] = useState('');
  const accepting = useColleagues(kind === 'accept');
  const forColleague = accepting?.self === false || owner !== '';
  const [isMissing, setMissing] = useState(false);
  const fields = owner === '' ? {} : { owner: [owner] };
  const send = (seen: Handled['seen']) => {
    const nobody = kind === 'accept' && owner === '' && accepting?.self === false;
    setMissing(nobody);
    if (!nobody) handling.act({ kind, fields, seen });
  };
  const onKey = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') close();
  };
  return (
    <section className="doing" aria-label={t(`act.${kind}`)} onKeyDown={onKey}>
      <p>{askedWords(kind, request, t, forColleague)}</p>
      {accepting === undefined ? null : (
        <AcceptFor
          accepting={accepting}
          owner={owner}
          wrong={isMissing ? t('wrong.colleague') : undefined}
          choose={(chosen) => {
            setOwner(chosen);
            setMissing(false);
          }}
        />
      )}
      <Outcome kind={kind} handling={handling} saidIn={saidIn} again={send} close={close} />
      {handling.theirs === undefined && !handling.isGone ? (
        <div className="acts">
          <Button autoFocus loading={handling.isSaving} onClick={() => send(request.seen)}>
            {t(forColleague ? 'do.accept.yesFor' : `do.${kind}.yes`)}
          </Button>
          <Button variant="default" onClick={close}>
            {t('do.no')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function askedWords(
  kind: AskedOnce,
  { asked }: Handled,
  t: ReturnType<typeof useConsultation>,
  forColleague: boolean,
): string {
  if (kind === 'callBack') return t('do.callBack.ask', { number: asked.callBack });
  return kind === 'accept' && forColleague ? t('do.accept.askFor') : t(`do.${kind}.ask`);
}
