import type { SearchParameterDefinition } from '../../model/definitions.ts';

const CORE = 'http://hl7.org/fhir';

function onExtension(
  pack: string,
  base: string,
  [code, type, extension]: readonly [code: string, type: string, extension: string],
  target?: string,
): SearchParameterDefinition {
  return {
    resourceType: 'SearchParameter',
    url: `${CORE}/SearchParameter/${pack}-${base}-${code}`,
    code,
    type,
    base: [base],
    expression: `${base}.extension('${CORE}/${extension}').value`,
    ...(target === undefined ? {} : { target: [target] }),
  };
}

const STRUCTURE = 'StructureDefinition';
const DNA_VARIANT = `${STRUCTURE}/observation-geneticsDnaVariant`;
const AMINO_ACID_CHANGE = `${STRUCTURE}/observation-geneticsAminoAcidChangeName`;

/**
 * The parameters that R4 publishes beside its extensions and not in its bundle of search parameters. Mended: they are
 * about the value of the extension and not the extension, and the mother's maiden name has the address of its
 * extension. Left out are those without an expression (`Patient.age`, which changes by itself, and
 * `birthOrderBoolean`) and those without a base (on CodeSystem).
 */
export const EXTENSION_PARAMETERS: readonly SearchParameterDefinition[] = [
  onExtension('device-extensions', 'Device', [
    'din',
    'token',
    'SearchParameter/device-extensions-Device-din',
  ]),
  onExtension(
    'diagnosticreport-genetic',
    'DiagnosticReport',
    ['assessed-condition', 'reference', `${STRUCTURE}/DiagnosticReport-geneticsAssessedCondition`],
    'Condition',
  ),
  onExtension('observation-genetic', 'Observation', ['amino-acid-change', 'string', AMINO_ACID_CHANGE]),
  onExtension('observation-genetic', 'Observation', ['gene-amino-acid-change', 'string', AMINO_ACID_CHANGE]),
  onExtension('observation-genetic', 'Observation', ['dna-variant', 'string', DNA_VARIANT]),
  onExtension('observation-genetic', 'Observation', ['gene-dnavariant', 'string', DNA_VARIANT]),
  onExtension('observation-genetic', 'Observation', [
    'gene-identifier',
    'token',
    `${STRUCTURE}/observation-geneticsGene`,
  ]),
  onExtension('patient-extensions', 'Patient', [
    'mothersMaidenName',
    'string',
    `${STRUCTURE}/patient-mothersMaidenName`,
  ]),
];
