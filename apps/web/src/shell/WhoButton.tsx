import { LineIcon } from '@caecilia/ui';
import { UnstyledButton } from '@mantine/core';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import type { Me } from '../server/queries.ts';
import { useSpeaking } from '../words/useSpeaking.ts';

type Props = { readonly who: Me } & Omit<ComponentPropsWithRef<'button'>, 'style'>;

/** Who is signed in, in which role. Opens the menu of the account once that is there. */
export function WhoButton({ who, ...others }: Props): ReactNode {
  const { language } = useSpeaking();
  return (
    <UnstyledButton {...others} className="who">
      <LineIcon name="person" />
      <span className="who__name">{who.name}</span>
      <span className="who__role">{who.role?.[language]}</span>
    </UnstyledButton>
  );
}
