import { type OfficeEndpoint, officeEndpoint, Problem } from '@caecilia/kernel';
import { z } from 'zod';
import { BY_ID, readAgreement } from './agreement.endpoint.ts';
import type { Agreement, AgreementChange } from './agreement-row.ts';
import { WORDS, worksHere } from './agreement-view.ts';
import { TEMPLATE_VERSION } from './clause-templates.ts';
import { draftText, type MergeFields } from './drafting.ts';
import { versionsOf } from './jump-facts.ts';
import { type AgreementKind, kindName } from './kinds.ts';
import { STATE_NAMES, STATES } from './lifecycle.ts';
import type { AgreementPorts } from './ports.ts';
import { chainOf, writeVersion } from './text-work.ts';

/** A first text out of the templates, and the chain of agreements that followed each other. */
export function draftingEndpoints(ports: AgreementPorts): readonly OfficeEndpoint[] {
  return [draft(ports), chain(ports)];
}

/** Names of parties out of the directory; a party that is not in it yet has the name that was typed. */
async function fieldsOf(ports: AgreementPorts, row: Agreement, kind: AgreementKind): Promise<MergeFields> {
  const known = await ports.organisations(row.parties.flatMap(({ org }) => (org === undefined ? [] : [org])));
  const names = (own: boolean) =>
    row.parties
      .filter(({ role }) => (role === 'own') === own)
      .map(({ org, name }) => (org === undefined ? name : known.get(org)?.name) ?? '')
      .join('; ');
  const title = row.title.nl ?? row.title.en ?? '';
  return {
    kind: kindName(kind),
    own: names(true),
    partners: names(false),
    title: { nl: title, en: row.title.en ?? title },
    unit: row.unit ?? undefined,
    contact: row.contact ?? undefined,
    effective: row.effective ?? undefined,
    expires: row.expires ?? undefined,
    renewMonths: row.renew_months === null ? undefined : String(row.renew_months),
    noticeDays: row.notice_days === null ? undefined : String(row.notice_days),
    reviewOn: row.review_on ?? undefined,
  };
}

function draft(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'POST',
    path: '/agreements/:id/draft',
    summary: 'Makes the first version of the text out of the templates, filled in from the agreement',
    params: BY_ID,
    answer: z.object({ n: z.number(), sha256: z.string(), templates: z.string() }),
    may: worksHere,
    handle: async ({ caller, params }) => {
      const row = await readAgreement(ports, params.id);
      const amended = row.amends_id === null ? undefined : (await readAgreement(ports, row.amends_id)).kind;
      const drafted = { kind: row.kind, amended, carries: row.carries, termType: row.term_type };
      const text = draftText(drafted, await fieldsOf(ports, row, row.kind));
      if ('missing' in text)
        throw new Problem(
          'business-rule',
          `the draft needs what the agreement does not say yet: ${text.missing.join(', ')}`,
          {
            expression: 'draft.missing',
          },
        );
      const version = await writeVersion(ports, caller, row.id, { clauses: text.clauses, after: 0 });
      return { body: { n: version.n, sha256: version.sha256, templates: TEMPLATE_VERSION }, status: 201 };
    },
  });
}

const LINK = z.object({
  id: z.string(),
  code: z.string().nullable(),
  state: z.enum(STATES),
  stateName: WORDS,
  effective: z.string().nullable(),
  expires: z.string().nullable(),
  stoppedOn: z.string().nullable(),
  versions: z.array(z.object({ n: z.number(), sha256: z.string(), inForceFrom: z.string().nullable() })),
});

function chain(ports: AgreementPorts): OfficeEndpoint {
  return officeEndpoint({
    method: 'GET',
    path: '/agreements/:id/chain',
    summary:
      'The agreements that followed each other, the first first, each with its versions and their fingerprints',
    params: BY_ID,
    answer: z.array(LINK),
    may: worksHere,
    handle: async ({ params }) => {
      const body = await ports.register.read(async (db) => {
        const links: z.input<typeof LINK>[] = [];
        for (const row of await chainOf(db, params.id)) {
          const versions = await versionsOf({ db: db as AgreementChange['db'] }, row.id);
          links.push({
            id: row.id,
            code: row.code,
            state: row.state,
            stateName: STATE_NAMES[row.state],
            effective: row.effective,
            expires: row.expires,
            stoppedOn: row.stopped_on,
            versions: versions.map(({ n, sha256, in_force_from }) => ({
              n,
              sha256,
              inForceFrom: in_force_from,
            })),
          });
        }
        return links;
      });
      return { body };
    },
  });
}
