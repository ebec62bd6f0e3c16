import type { StatedPlaces, StaysShown } from '@caecilia/stay/ui';
import { dateWords } from '@caecilia/ui';
import { useSend } from '@caecilia/workspace';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { whenWords } from '../requests/times.ts';
import { useSpeaking } from '../words/useSpeaking.ts';
import { STAYS } from './queries.ts';
import { useStay } from './words.ts';

/** How many places the hospice has, and how many are promised or taken in the next nights. */
export function Places({ shown }: { readonly shown: StaysShown }): ReactNode {
  const t = useStay();
  const { language } = useSpeaking();
  const { stated, nights = [], timeZone } = shown;
  if (stated === undefined) return <p className="banner-line">{t('places.noService')}</p>;
  const { places } = stated;
  return (
    <section className="card stay-places" aria-labelledby="places-title">
      <h2 id="places-title">{t('places.title')}</h2>
      <p className="work__about">
        {places === undefined
          ? t('places.unknown')
          : t('places.since', {
              count: places.count,
              time: whenWords(places.at, { language, timeZone }),
            })}
      </p>
      <NumberForm key={stated.versionId} stated={stated} />
      <h3 className="work__about">{t('places.nights')}</h3>
      <dl className="stay-nights">
        {nights.map(({ night, taken }) => (
          <div
            key={night}
            className={places !== undefined && taken >= places.count ? 'stay-full' : undefined}
          >
            <dt>{dateWords(night, 'day', language, true)}</dt>
            <dd>
              {places === undefined
                ? t('places.takenOnly', { taken })
                : t('places.taken', { taken, count: places.count })}
              {places !== undefined && taken >= places.count ? ' !' : ''}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function NumberForm({ stated }: { readonly stated: StatedPlaces }): ReactNode {
  const t = useStay();
  const { service, versionId, places } = stated;
  const [count, setCount] = useState(places === undefined ? '' : String(places.count));
  const [isTried, setTried] = useState(false);
  const send = useSend<object, object>('/stays/places', {
    changes: [STAYS],
    done: () => setTried(false),
  });
  const isNumber = /^\d{1,2}$/.test(count.trim());
  return (
    <form
      className="stay-places__form"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        setTried(true);
        if (isNumber) send.send({ service, versionId, count: Number(count) });
      }}
    >
      <TextInput
        label={t('places.count')}
        inputMode="numeric"
        autoComplete="off"
        value={count}
        error={isTried && !isNumber ? `! ${t('wrong.needed')}` : undefined}
        onChange={(event) => setCount(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={send.isSending}>
        {t('places.save')}
      </Button>
      {send.failure === undefined ? null : <p role="alert">! {send.failure}</p>}
    </form>
  );
}
