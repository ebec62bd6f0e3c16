import { LineIcon } from '@caecilia/ui';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { failureKey } from '../states/failure.ts';
import { useSpeaking } from '../words/LanguageProvider.tsx';
import { apiAddress, refusalIn } from './ask.ts';

/** Fetches a file and saves it. What goes wrong is said here, and not on a page of its own. */
export function FileButton(props: {
  /** Address below the endpoints of the app. */
  readonly path: string;
  /** What it is called where the server does not say. */
  readonly name: string;
  readonly label: ReactNode;
  /** Said to who hears the page while it is made. */
  readonly preparing?: string;
  readonly variant?: 'default' | 'subtle';
}): ReactNode {
  const { path, name, label, preparing, variant = 'subtle' } = props;
  const { t, language } = useSpeaking();
  const download = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const response = await fetch(`${apiAddress()}${path}`, {
        headers: { 'accept-language': language },
        credentials: 'same-origin',
        cache: 'no-store',
      });
      if (!response.ok) throw await refusalIn(response);
      const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '');
      save(await response.blob(), named?.[1] ?? name);
    },
  });
  const { error } = download;
  return (
    <>
      <Button
        variant={variant}
        {...(variant === 'subtle' ? { size: 'compact-md' } : {})}
        leftSection={<LineIcon name="download" />}
        loading={download.isPending}
        onClick={() => download.mutate()}
      >
        {label}
      </Button>
      {preparing === undefined ? null : (
        <span className="visually-hidden" role="status">
          {download.isPending ? preparing : ''}
        </span>
      )}
      {error === null ? null : (
        <p role="alert">! {t(failureKey(error, navigator.onLine), { sentence: error.message })}</p>
      )}
    </>
  );
}

function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
