/**
 * `node bench/validation.ts`: what validation accepts, what it catches and how long it takes, over the test data
 * beside the repository. The tables of docs/validation.md are printed by this.
 */
import { hasShared } from '@caecilia/fhir/testing';
import { hasPzp, pzpCorpora, pzpValidator, r4Validator } from '../packages/validation/testing/corpora.ts';
import {
  breakKinds,
  breakRow,
  corpusAcceptance,
  mutationKinds,
  mutationRow,
  officialAcceptance,
  profileBreakRows,
  type Row,
} from '../packages/validation/testing/figures.ts';
import { fastest, withoutProfile } from './validation-figures.ts';

function print(title: string, good: string, rows: readonly Row[]): void {
  console.log(`\n${title}\n| | tried | ${good} |\n|---|---|---|`);
  for (const { name, tried, failed } of rows) {
    console.log(
      `| ${name} | ${tried} | ${tried - new Set(failed.map((each) => each.split(':', 1)[0])).size} |`,
    );
    for (const each of failed) console.error(`  ${each}`);
  }
}

if (!hasPzp || !hasShared('data/fhir-r4/examples.tgz')) {
  throw new Error(
    'The test data are not there: they are read from ../shared, or from where CAECILIA_SHARED says',
  );
}
print('Accepted', 'accepted', [
  ...(await Promise.all(pzpCorpora.map(corpusAcceptance))),
  officialAcceptance(),
]);
print('The eighteen deliberate breaks', 'caught', await Promise.all(breakKinds.map(breakRow)));
print('Breaks by what the profiles say', 'caught', await profileBreakRows());
print('Breaks of base R4, on the official examples', 'caught', mutationKinds.map(mutationRow));

const validator = await pzpValidator('beta3');
const [beta3] = pzpCorpora;
console.log('\nTime for one validation\n| | µs |\n|---|---|');
for (const type of ['Observation', 'Consent', 'Patient', 'QuestionnaireResponse']) {
  const resources = beta3?.resources.filter(({ resourceType }) => resourceType === type) ?? [];
  const bare = resources.map(withoutProfile);
  console.log(
    `| ${type}, PZP profile | ${fastest(resources, (each) => validator.validate(each)).toFixed(1)} |`,
  );
  console.log(`| ${type}, base R4 | ${fastest(bare, (each) => r4Validator.validate(each)).toFixed(1)} |`);
}
