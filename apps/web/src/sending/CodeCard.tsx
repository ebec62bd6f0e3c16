import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useExchange } from './words.ts';

/** The code that goes with a link, and whom to call. */
export interface Code {
  readonly code: string;
  readonly name: string;
  readonly phone: string | undefined;
}

/** Shows a code once, with what to say on the telephone. It is in no list, no draft and no record. */
export function CodeCard({ code, close }: { readonly code: Code; close(): void }): ReactNode {
  const t = useExchange();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const { name, phone } = code;
  return (
    <section className="card sending-code" aria-labelledby="sending-code">
      <h3 id="sending-code" ref={title} tabIndex={-1}>
        {t('code.title', { name })}
      </h3>
      <p className="sending-code__code">
        <output>{code.code.replace(/(.{4})(?=.)/g, '$1 ')}</output>
      </p>
      <p>{t('code.tell', { name })}</p>
      {phone === undefined ? null : (
        <p>
          {t('code.phone', { name })} <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</a>
        </p>
      )}
      <p className="voice">{t('code.script')}</p>
      <Button onClick={close}>{t('code.close')}</Button>
    </section>
  );
}
