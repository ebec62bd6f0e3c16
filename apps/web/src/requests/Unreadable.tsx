import type { ReactNode } from 'react';
import { useConsultation } from './words.ts';

/** What a list does not show, in words: nobody may think that it is not there. */
export function Unreadable(props: {
  readonly list: { readonly unreadable: readonly string[]; readonly more: boolean };
}): ReactNode {
  const t = useConsultation();
  const { unreadable, more } = props.list;
  const count = unreadable.length;
  const key = count === 1 ? 'requests.unreadable.one' : 'requests.unreadable.more';
  return (
    <>
      {count === 0 ? null : (
        <p className="banner-line" role="alert">
          ! {t(key, { count, references: unreadable.join(', ') })}
        </p>
      )}
      {more ? <p className="banner-line">! {t('requests.more')}</p> : null}
    </>
  );
}
