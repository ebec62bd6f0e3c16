import type { FhirResource } from '@caecilia/fhir';
import { hasPzp, pzpCorpora, pzpValidator, r4Validator } from '../packages/validation/testing/corpora.ts';
import type { Figure } from './figures.ts';

/** The fastest of several rounds over the same resources, per resource in microseconds: noise only ever adds. */
export function fastest(
  resources: readonly FhirResource[],
  validate: (each: FhirResource) => unknown,
): number {
  const rounds = Array.from({ length: 12 }, () => {
    const start = performance.now();
    for (let turn = 0; turn < 500; turn++) resources.forEach(validate);
    return ((performance.now() - start) * 1000) / 500 / resources.length;
  });
  return Math.min(...rounds);
}

/** The resource as one that claims nothing. */
export function withoutProfile(resource: FhirResource): FhirResource {
  const { meta: _, ...rest } = resource;
  return rest;
}

/** The two rows that have a goal; none where the PZP test data are not beside the repository. */
export async function validationFigures(): Promise<Figure[]> {
  if (!hasPzp) {
    console.error('Validation is not measured: the PZP test data are not beside the repository');
    return [];
  }
  const resources = pzpCorpora[0]?.resources ?? [];
  const ofType = (type: string) => resources.filter(({ resourceType }) => resourceType === type);
  const validator = await pzpValidator('beta3');
  return [
    {
      name: 'validation, Observation with its PZP profile',
      unit: 'µs',
      ours: fastest(ofType('Observation'), (each) => validator.validate(each)),
      goal: { kind: 'most', value: 15 },
    },
    {
      name: 'validation, QuestionnaireResponse of 54 answers',
      unit: 'µs',
      ours: fastest(ofType('QuestionnaireResponse').map(withoutProfile), (each) =>
        r4Validator.validate(each),
      ),
      goal: { kind: 'most', value: 60 },
    },
  ];
}
