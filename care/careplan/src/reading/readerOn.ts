import type { FhirResource } from '@caecilia/fhir';
import { civilTime } from '@caecilia/kernel';
import { planLexicon } from '../standard/lexicon.ts';
import type { PlanStandard } from '../standard/standard.ts';
import { readPeople } from './people.ts';
import { dateReader, type Reader, type ReadingOptions } from './reader.ts';
import { loadedRecord } from './references.ts';

/** Words of the codes of the installed versions are looked up once for all that is read. */
const lexicons = new WeakMap<readonly PlanStandard[], Reader['lexicon']>();

/** What every part of the reading needs, on these resources. */
export function readerOn(
  resources: readonly FhirResource[],
  { standards, patientId, now, timeZone }: ReadingOptions,
): Reader {
  const lexicon = lexicons.get(standards) ?? planLexicon(standards);
  lexicons.set(standards, lexicon);
  const record = loadedRecord(resources);
  return {
    record,
    lexicon,
    people: readPeople(record, standards),
    patientId,
    timeZone,
    now: civilTime(now, timeZone),
    date: dateReader(timeZone),
  };
}
