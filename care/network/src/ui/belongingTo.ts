import { readOrganization } from '../directory/reading.ts';
import type { Asked } from './view.ts';

/** The organisation in the address: its reference, and the parts of a form that are the same for all it gets. */
export async function belongingTo({ view, visit, directory }: Asked) {
  const entry = readOrganization(await directory.get('Organization', visit.params.id ?? ''), view.today);
  return {
    own: `Organization/${entry.id}`,
    above: entry.name,
    back: `/network/organizations/${entry.id}`,
    part: 'directory' as const,
  };
}
