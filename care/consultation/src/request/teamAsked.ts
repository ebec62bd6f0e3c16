import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { type Caller, Problem, type RecordReader, resourceOf } from '@caecilia/kernel';
import type { ConsultationHouse } from '../overRecord.ts';

/** Type of a HealthcareService that answers requests for consultation, in the network directory. */
export const CONSULTATION_SERVICE = 'urn:caecilia:service-type|consultation-team';

/** The team that is asked: the organisation behind a service of consultation. */
export interface AskedTeam {
  /** `Organization/…` */
  readonly reference: string;
  readonly name: string;
}

/**
 * Whom somebody asks: the team of their own house, or else the only one that the directory has. Throws
 * `Problem('business-rule')` where there is none, or more than one and none of them is theirs: it is not guessed.
 */
export async function teamAsked(
  { readSearch }: Pick<ConsultationHouse, 'readSearch'>,
  reader: RecordReader,
  { organization }: Pick<Caller, 'organization'>,
): Promise<AskedTeam> {
  const { matches, includes } = await reader.search(
    readSearch(
      ['HealthcareService'],
      [
        ['service-type', CONSULTATION_SERVICE],
        ['active', 'true'],
        ['_include', 'HealthcareService:organization'],
        ['_count', '50'],
      ],
    ),
  );
  const providers = new Set(matches.map(resourceOf).map(({ providedBy }) => elementOf(providedBy).reference));
  const teams = includes
    .map(resourceOf)
    .filter(({ id, active }) => providers.has(`Organization/${id ?? ''}`) && active !== false);
  const isTheirs = ({ id, partOf }: FhirResource) =>
    organization !== undefined &&
    (organization === `Organization/${id ?? ''}` || elementOf(partOf).reference === organization);
  const own = teams.filter(isTheirs);
  const [team, ...others] = own.length > 0 ? own : teams;
  if (team?.id === undefined)
    throw new Problem(
      'business-rule',
      'The directory of the network has no consultation team. Ask the administrator to put it there; call when it is urgent.',
    );
  if (others.length > 0)
    throw new Problem(
      'business-rule',
      'The directory has several consultation teams, and does not say which one is yours. Ask the administrator; call when it is urgent.',
    );
  return { reference: `Organization/${team.id}`, name: typeof team.name === 'string' ? team.name : team.id };
}

/** Number at which somebody can be called back, as the directory has it for their role; undefined where it has none. */
export async function callBackOf(
  { readSearch }: Pick<ConsultationHouse, 'readSearch'>,
  reader: RecordReader,
  { id, organization }: Pick<Caller, 'id' | 'organization'>,
): Promise<string | undefined> {
  const [type = '', own = ''] = id.split('/');
  if (type === 'PractitionerRole') {
    const found = await reader.read(type, own);
    return found === undefined || found.deleted ? undefined : numberIn(resourceOf(found));
  }
  if (type !== 'Practitioner' || organization === undefined) return undefined;
  const { matches } = await reader.search(
    readSearch(
      ['PractitionerRole'],
      [
        ['practitioner', id],
        ['organization', organization],
        ['active', 'true'],
        ['_count', '10'],
      ],
    ),
  );
  return matches.map((each) => numberIn(resourceOf(each))).find((each) => each !== undefined);
}

function numberIn({ telecom }: FhirResource): string | undefined {
  const numbers = elementsOf(telecom).filter(({ system }) => system === 'pager' || system === 'phone');
  const [first] = numbers.map(({ value }) => value).filter((value) => typeof value === 'string');
  return first;
}
