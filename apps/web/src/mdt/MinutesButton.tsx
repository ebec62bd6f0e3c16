import { LineIcon } from '@caecilia/ui';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { API, refusalIn } from '../server/ask.ts';
import { failureKey } from '../states/failure.ts';
import { useSpeaking } from '../words/LanguageProvider.tsx';
import { ofMeeting } from './mdtQueries.ts';
import { useMdt } from './words.ts';

/** Fetches the minutes as a file. What goes wrong is said here, and not on a page of its own. */
export function MinutesButton({ meeting }: { readonly meeting: string }): ReactNode {
  const t = useMdt();
  const { t: work, language } = useSpeaking();
  const download = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const response = await fetch(`${API}${ofMeeting(meeting, 'minutes')}?lang=${language}`, {
        headers: { 'accept-language': language },
        credentials: 'same-origin',
        cache: 'no-store',
      });
      if (!response.ok) throw await refusalIn(response);
      const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '');
      save(await response.blob(), named?.[1] ?? 'mdt.pdf');
    },
  });
  const { error } = download;
  return (
    <div>
      <Button
        variant="default"
        leftSection={<LineIcon name="download" />}
        loading={download.isPending}
        onClick={() => download.mutate()}
      >
        {t('minutes.download')}
      </Button>
      <span className="visually-hidden" role="status">
        {download.isPending ? t('minutes.preparing') : ''}
      </span>
      {error === null ? null : (
        <p role="alert">! {work(failureKey(error, navigator.onLine), { sentence: error.message })}</p>
      )}
    </div>
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
