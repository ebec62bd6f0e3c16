/** Writes `docs/access-policy.md` from the policy table. */
import { writeFileSync } from 'node:fs';
import { POLICY } from '../../apps/care/src/access/policy.ts';
import { policyPage } from '../../apps/care/src/access/policy-page.ts';

writeFileSync(new URL('../../docs/access-policy.md', import.meta.url), policyPage(POLICY));
