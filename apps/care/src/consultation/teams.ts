import type { ConsultationTeam } from '@caecilia/consultation';
import { elementOf, elementsOf } from '@caecilia/fhir';
import type { RecordSession } from '@caecilia/kernel';
import { contentOf } from '../privacy/names.ts';
import type { ReadSearch } from '../read-search.ts';

/** A service of the directory at which a consultation is asked (`care/network`, service types). */
const CONSULTATION_TEAM = 'urn:caecilia:service-type|consultation-team';

/** Teams that take questions, by name: who provides a consultation service of the directory. Any caller sees these. */
export async function consultationTeams(
  session: RecordSession,
  readSearch: ReadSearch,
): Promise<readonly ConsultationTeam[]> {
  const { matches } = await session.search(
    readSearch(
      ['HealthcareService'],
      [
        ['service-type', CONSULTATION_TEAM],
        ['active', 'true'],
        ['_count', '50'],
      ],
    ),
  );
  const phones = new Map(
    matches.flatMap((version): [string, string | undefined][] => {
      const { providedBy, telecom } = contentOf(version);
      const { reference } = elementOf(providedBy);
      return typeof reference === 'string' ? [[reference, phoneIn(telecom)]] : [];
    }),
  );
  const ids = [...phones.keys()].flatMap((each) => /^Organization\/(.+)$/.exec(each)?.[1] ?? []);
  const found = await session.readMany(ids.map((id) => ({ type: 'Organization', id })));
  return found
    .flatMap((version): ConsultationTeam[] => {
      const { name, active, telecom } = contentOf(version);
      if (typeof name !== 'string' || active === false) return [];
      const reference = `Organization/${version.id}`;
      const phone = phones.get(reference) ?? phoneIn(telecom);
      return [{ reference, name, ...(phone === undefined ? {} : { phone }) }];
    })
    .toSorted((one, other) => one.name.localeCompare(other.name, 'nl'));
}

function phoneIn(telecom: unknown): string | undefined {
  const value = elementsOf(telecom).find(({ system }) => system === 'phone')?.value;
  return typeof value === 'string' ? value : undefined;
}
