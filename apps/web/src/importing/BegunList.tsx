import type { BegunImport } from '@caecilia/exchange/ui';
import { useSend } from '@caecilia/workspace';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Said } from '../register/Said.tsx';
import { begunQuery, importsQuery } from './queries.ts';
import { useImport, useInstant } from './words.ts';

/** What somebody began with and can take up again, or lay aside. */
export function BegunList({
  begun,
  title: Title,
}: {
  readonly begun: readonly BegunImport[];
  readonly title: 'h2' | 'h3';
}): ReactNode {
  const t = useImport();
  const [said, say] = useState('');
  return (
    <>
      {begun.length === 0 ? null : (
        <section aria-labelledby="import-begun" className="import-list">
          <Title id="import-begun">{t('begun.title')}</Title>
          <ul>
            {begun.map((each) => (
              <One key={each.id} begun={each} say={say} />
            ))}
          </ul>
        </section>
      )}
      <p role="status" className="import-said">
        {said}
      </p>
    </>
  );
}

function One({ begun, say }: { readonly begun: BegunImport; say(words: string): void }): ReactNode {
  const t = useImport();
  const when = useInstant();
  const { id, from, begunAt, about, patient } = begun;
  const name = about ?? t('who.nameless');
  const dropping = useSend<object, object>(`/imports/${encodeURIComponent(id)}/drop`, {
    changes: [begunQuery.queryKey, ...(patient === undefined ? [] : [importsQuery(patient).queryKey])],
    done: () => say(t('begun.dropped', { name })),
  });
  const words = t('begun.go', { name });
  return (
    <li className="card import-begun">
      <p>
        {patient === undefined ? (
          <Link to="/import/$import" params={{ import: id }}>
            {words}
          </Link>
        ) : (
          <Link to="/patients/$id/import/$import" params={{ id: patient, import: id }}>
            {words}
          </Link>
        )}
      </p>
      <p className="import-note">
        {t(`from.${from.kind}`, { name: from.name })} · {t('begun.at', { when: when(begunAt) })}
      </p>
      <Button variant="default" loading={dropping.isSending} onClick={() => dropping.send({})}>
        {t('begun.drop', { name })}
      </Button>
      <Said failure={dropping.failure} />
    </li>
  );
}
