import { kitWords, LANGUAGES, LineIcon } from '@caecilia/ui';
import {
  BrokenScreen,
  ConnectionLine,
  Drafts,
  Failure,
  Loading,
  SessionCover,
  whenThere,
} from '@caecilia/workspace';
import { Kbd, UnstyledButton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { spotlight } from '@mantine/spotlight';
import { useIsFetching, useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react';
import { type Me, meQuery } from '../server/queries.ts';
import { useSpeaking } from '../words/useSpeaking.ts';
import { useKeys } from './keys.ts';
import { PlaceCount } from './PlaceCount.tsx';
import { barOf, type Place, placesOf } from './places.ts';
import { WhoButton } from './WhoButton.tsx';

/** The frame around every page: bar, places, what is known about the connection and the session. */
export function Shell(): ReactNode {
  const { language } = useSpeaking();
  const { data: me, error, refetch } = useQuery(meQuery);
  useEffect(() => {
    if (me) new Drafts(window.sessionStorage, me.account).dropThoseOfOthers();
  }, [me]);
  return (
    <>
      <a className="skip-link" href="#content">
        {kitWords(language)('skip')}
      </a>
      {me ? <Bar me={me} /> : null}
      <ConnectionLine />
      <main id="content" tabIndex={-1}>
        {me ? (
          <BrokenScreen>
            <Outlet />
          </BrokenScreen>
        ) : (
          <div className="page-width work">
            {error ? <Failure error={error} again={() => void refetch()} /> : <Loading />}
          </div>
        )}
      </main>
      <SessionCover />
    </>
  );
}

/** What no first screen shows: it comes when that screen has what it asked for. */
const late = () => whenThere(() => import('./late.ts'));
const AccountMenu = lazy(async () => ({ default: (await late()).AccountMenu }));
const Palette = lazy(async () => ({ default: (await late()).Palette }));
const PlacesMenu = lazy(async () => ({ default: (await late()).PlacesMenu }));
const KeysDialog = lazy(async () => ({ default: (await late()).KeysDialog }));

/** True from the first moment at which nothing is being fetched. */
function useSettled(): boolean {
  const fetching = useIsFetching();
  const [settled, settle] = useState(false);
  useEffect(() => {
    if (fetching > 0 || settled) return undefined;
    // A page that has just been put on the screen has not asked yet.
    const timer = window.setTimeout(() => settle(true), 100);
    return () => window.clearTimeout(timer);
  }, [fetching, settled]);
  return settled;
}

function Bar({ me }: { readonly me: Me }): ReactNode {
  const { t, language } = useSpeaking();
  const [keysShown, showKeys] = useState(false);
  const settled = useSettled();
  // The keys work before what they open is loaded: it opens as soon as it is there.
  useKeys(useMemo(() => ({ '?': () => showKeys(true), '/': spotlight.open }), []));
  useHotkeys([['mod+K', spotlight.open]], []);
  return (
    <>
      <header className="top-bar work-bar">
        <Link to="/patients" className="top-bar__product">
          {kitWords(language)('product')}
        </Link>
        <Places me={me} settled={settled} />
        <UnstyledButton className="work-bar__act" onClick={spotlight.open}>
          {t('bar.find')} <Kbd>/</Kbd>
        </UnstyledButton>
        <UnstyledButton className="work-bar__act work-bar__keys" onClick={() => showKeys(true)}>
          {t('bar.keys')} <Kbd>?</Kbd>
        </UnstyledButton>
        <LanguageSwitch />
        <Suspense fallback={<WhoButton who={me} />}>
          {settled ? <AccountMenu me={me} /> : <WhoButton who={me} />}
        </Suspense>
      </header>
      <Notice me={me} />
      {settled ? (
        <Suspense>
          <Palette me={me} showKeys={() => showKeys(true)} />
          <KeysDialog opened={keysShown} close={() => showKeys(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

/** What somebody does every hour stands in the bar; on a phone all of it is behind one button. */
function Places({ me, settled }: { readonly me: Me; readonly settled: boolean }): ReactNode {
  const { t } = useSpeaking();
  const places = placesOf(me);
  const { bar, team } = barOf(places);
  return (
    <nav aria-label={t('nav.label')} className="places">
      <span className="places__wide">
        {bar.map((place) => (
          <PlaceLink key={place.href} place={place} />
        ))}
        {team.length === 0 ? null : <MenuOf places={team} label={t('nav.team')} settled={settled} />}
      </span>
      <span className="places__narrow">
        <MenuOf places={places} label={t('nav.label')} settled={settled} />
      </span>
    </nav>
  );
}

function PlaceLink({ place: { href, label, inApp } }: { readonly place: Place }): ReactNode {
  const { language, here } = useSpeaking();
  return inApp ? (
    <Link to={href} activeProps={{ 'aria-current': 'page' }}>
      {label[language]}
      <PlaceCount href={href} />
    </Link>
  ) : (
    <a href={here(href)}>{label[language]}</a>
  );
}

/** The button stands there from the first; it opens when the rest of the shell is loaded. */
function MenuOf(props: {
  readonly places: readonly Place[];
  readonly label: string;
  readonly settled: boolean;
}): ReactNode {
  const { places, label, settled } = props;
  // Who presses before it is loaded sees it open when it is.
  const [wanted, want] = useState(false);
  const button = (
    <UnstyledButton className="places__menu" onClick={() => want(true)}>
      {label} <LineIcon name="down" />
    </UnstyledButton>
  );
  return settled ? (
    <Suspense fallback={button}>
      <PlacesMenu places={places} label={label} className="places__menu" startsOpen={wanted} />
    </Suspense>
  ) : (
    button
  );
}

function LanguageSwitch(): ReactNode {
  const { language, setLanguage } = useSpeaking();
  return (
    <nav className="language-switch" aria-label={kitWords(language)('language')}>
      {LANGUAGES.map((each) => (
        <a
          key={each}
          href={`?lang=${each}`}
          lang={each}
          aria-current={each === language ? 'true' : undefined}
          onClick={(event) => {
            event.preventDefault();
            setLanguage(each);
          }}
        >
          {each.toUpperCase()}
        </a>
      ))}
    </nav>
  );
}

/** What everyone must know about this house before trusting what is in it. */
function Notice({ me: { notices } }: { readonly me: Me }): ReactNode {
  const { t, language } = useSpeaking();
  const words = [
    ...(notices.demo ? [kitWords(language)('demo')] : []),
    ...(notices.embedded ? [t('notice.embedded')] : []),
  ];
  return words.length === 0 ? null : (
    <aside className="notice" aria-label={kitWords(language)('product')}>
      <p>{words.join(' ')}</p>
    </aside>
  );
}
