import { Button } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
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
  const onKey = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') close();
  };
  return (
    <section className="doing" aria-label={t(`act.${kind}`)} onKeyDown={onKey}>
      <p>{t(`do.${kind}.ask`)}</p>
      <Outcome
        kind={kind}
        handling={handling}
        saidIn={saidIn}
        again={(seen) => handling.act({ kind, fields: {}, seen })}
        close={close}
      />
      {handling.theirs === undefined && !handling.isGone ? (
        <div className="acts">
          <Button
            autoFocus
            loading={handling.isSaving}
            onClick={() => handling.act({ kind, fields: {}, seen: request.seen })}
          >
            {t(`do.${kind}.yes`)}
          </Button>
          <Button variant="default" onClick={close}>
            {t('do.no')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
