import { kitWords, LineIcon } from '@caecilia/ui';
import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import type { Me } from '../server/queries.ts';
import { useSpeaking } from '../words/useSpeaking.ts';
import { WhoButton } from './WhoButton.tsx';

const SCHEMES: readonly MantineColorScheme[] = ['auto', 'light', 'dark'];

/** Who is signed in, light and dark, and the ways out. */
export function AccountMenu({ me }: { readonly me: Me }): ReactNode {
  const { t, language, here } = useSpeaking();
  const kit = kitWords(language);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const lock = useRef<HTMLFormElement>(null);
  const end = useRef<HTMLFormElement>(null);
  return (
    <>
      <form ref={lock} method="post" action="/session/lock" />
      <form ref={end} method="post" action="/web/end" />
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <WhoButton who={me} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('theme.label')}</Menu.Label>
          {SCHEMES.map((scheme) => (
            <Menu.Item
              key={scheme}
              role="menuitemradio"
              aria-checked={scheme === colorScheme}
              rightSection={scheme === colorScheme ? <LineIcon name="check" /> : null}
              onClick={() => setColorScheme(scheme)}
            >
              {t(`theme.${scheme}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item component="a" href={here('/account')}>
            {kit('account.signIn')}
          </Menu.Item>
          <Menu.Item component="a" href={here('/account/sessions')}>
            {kit('account.sessions')}
          </Menu.Item>
          <Menu.Item onClick={() => lock.current?.requestSubmit()}>{kit('account.lock')}</Menu.Item>
          <Menu.Item onClick={() => end.current?.requestSubmit()}>{kit('account.end')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
