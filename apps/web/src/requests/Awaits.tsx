import type { AskedView } from '@caecilia/consultation/ui';
import type { ReactNode } from 'react';
import { useConsultation } from './words.ts';

/** That the treating physician has to say something still, and whether anything waits for it. */
export function Awaits({
  request: { awaitsAgreement, asked, may },
}: {
  readonly request: Pick<AskedView, 'awaitsAgreement' | 'asked' | 'may'>;
}): ReactNode {
  const t = useConsultation();
  if (!awaitsAgreement) return null;
  return (
    <p className="banner-line">
      <b>{t(may.includes('agree') ? 'agreement.awaits.yours' : 'agreement.awaits')}.</b>
      {asked.treatingPhysicianAgrees === 'no' ? ` ${t('agreement.askedNo')}` : null}
      {asked.urgency === 'routine' ? null : ` ${t('agreement.notWaited')}`}
    </p>
  );
}
