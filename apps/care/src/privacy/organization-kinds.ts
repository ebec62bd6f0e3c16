import { elementsOf } from '@caecilia/fhir';
import { ORGANIZATION_TYPE_SYSTEM, type RecordReader, resourceOf } from '@caecilia/kernel';

interface Both {
  readonly nl: string;
  readonly en: string;
}

/** What kind of organisation somebody at home recognises, by its type in the directory. */
const KINDS: Readonly<Record<string, Both>> = {
  'general-practice': { nl: 'Uw huisartsenpraktijk', en: "Your GP's practice" },
  'out-of-hours': { nl: 'Huisartsenspoedpost', en: 'Out-of-hours practice' },
  'home-care': { nl: 'Thuiszorg', en: 'Home care' },
  hospital: { nl: 'Ziekenhuis', en: 'Hospital' },
  hospice: { nl: 'Hospice', en: 'Hospice' },
  'nursing-home': { nl: 'Verpleeghuis', en: 'Nursing home' },
  pharmacy: { nl: 'Apotheek', en: 'Pharmacy' },
};

/** The kind of each organisation (`Organization/…`), where the directory says it. */
export async function kindsOfOrganizations(
  reader: RecordReader,
  references: readonly string[],
): Promise<ReadonlyMap<string, Both>> {
  const ids = [...new Set(references)].flatMap((each) => /^Organization\/(.+)$/.exec(each)?.[1] ?? []);
  if (ids.length === 0) return new Map();
  const found = await reader.readMany(ids.map((id) => ({ type: 'Organization', id })));
  return new Map(
    found
      .filter(({ deleted }) => !deleted)
      .flatMap((version): [string, Both][] => {
        const codes = elementsOf(resourceOf(version).type)
          .flatMap(({ coding }) => elementsOf(coding))
          .flatMap(({ system, code }) => (system === ORGANIZATION_TYPE_SYSTEM ? [String(code)] : []));
        const kind = codes.map((code) => KINDS[code]).find((each) => each !== undefined);
        return kind === undefined ? [] : [[`Organization/${version.id}`, kind]];
      }),
  );
}
