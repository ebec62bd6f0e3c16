import { LineIcon } from '@caecilia/ui';
import { Popover, UnstyledButton } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import { type ReactNode, useId, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { PlaceCount } from './PlaceCount.tsx';
import type { Place } from './places.ts';

/** Places behind one button; where one of them is on the screen, the button says which. They are links, and no commands. */
export function PlacesMenu(props: {
  readonly places: readonly Place[];
  readonly label: string;
  readonly className?: string;
  readonly startsOpen?: boolean;
}): ReactNode {
  const { places, label, className, startsOpen = false } = props;
  const { language, here } = useSpeaking();
  const [opened, open] = useState(startsOpen);
  const id = useId();
  const path = useLocation({ select: ({ pathname }) => pathname.replace(/^\/desk/, '') });
  const isHere = ({ href }: Place) => path === href || path.startsWith(`${href}/`);
  const current = places.find(isHere);
  return (
    <Popover
      opened={opened}
      onChange={open}
      position="bottom-start"
      width={240}
      withRoles={false}
      withinPortal={false}
    >
      <Popover.Target>
        <UnstyledButton
          className={className}
          data-current={current === undefined ? undefined : true}
          aria-expanded={opened}
          aria-controls={opened ? id : undefined}
          onClick={() => open(!opened)}
        >
          {current === undefined ? (
            label
          ) : (
            <>
              <span className="visually-hidden">{label}: </span>
              <b>{current.label[language]}</b>
            </>
          )}{' '}
          <LineIcon name="down" />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <ul id={id} className="places__list">
          {places.map((place) => {
            const { href, label: words, inApp } = place;
            const mark = isHere(place) ? ({ 'aria-current': 'page' } as const) : {};
            return (
              <li key={href}>
                {inApp ? (
                  <Link to={href} onClick={() => open(false)} {...mark}>
                    {words[language]}
                    <PlaceCount href={href} />
                  </Link>
                ) : (
                  <a href={here(href)}>{words[language]}</a>
                )}
              </li>
            );
          })}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
