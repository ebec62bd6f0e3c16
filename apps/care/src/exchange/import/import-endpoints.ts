import type { Endpoint, EndpointPost } from '@caecilia/kernel';
import { bodyIn, oneAt, textAt, wordsAt } from '../../mdt/body.ts';
import { FORMATS, MOST_BYTES, resourceIn } from './bundle-text.ts';
import { acceptImport, type ImportHouse, previewImport } from './import-plan.ts';

/** JSON writes some characters as six. */
const BODY_BYTES = 2 * MOST_BYTES;

/** Comparing a plan from elsewhere, and taking it over. */
export function importEndpoints(house: ImportHouse): readonly Endpoint[] {
  const asked = ({ params, body }: EndpointPost) => {
    const fields = bodyIn(body);
    const format = oneAt(fields, 'format', FORMATS);
    return {
      patientId: params.id ?? '',
      bundle: resourceIn(textAt(fields, 'text'), format, house.language.model),
    };
  };
  return [
    {
      path: '/patients/:id/import/compare',
      mostBytes: BODY_BYTES,
      write: (_session, post) => previewImport(house, post.caller, asked(post)),
    },
    {
      path: '/patients/:id/import',
      mostBytes: BODY_BYTES,
      write: (_session, post) => {
        const fields = bodyIn(post.body);
        const said = { seen: textAt(fields, 'seen'), words: wordsAt(fields, 'words') };
        return acceptImport(house, post.caller, { ...asked(post), ...said });
      },
    },
  ];
}
