import { type Band, type Instrument, languagesOf } from './instrument.ts';
import { reasonAgainst } from './registry.ts';

const LICENCES = {
  verified: 'verified',
  unverified: 'not verified',
  'permission-needed': 'permission needed',
} as const;

/** `docs/instruments.md`, made from the registry: what each instrument is, where it comes from, and on what terms. */
export function instrumentsPage(instruments: readonly Instrument[]): string {
  const may = instruments.filter((each) => reasonAgainst(each) === undefined);
  const mayNot = instruments.filter((each) => reasonAgainst(each) !== undefined);
  return `# Instruments

This page is made from the registry in \`care/assessment/src/instrument\` (\`node tools/instruments/write-page.ts\`).

An instrument whose licence is not verified cannot be activated, and its questions are not in this repository. A total is shown only where the authors published a sum, and a band only with its source. No instrument ranks people, raises an alarm or proposes a dose.

## Can be activated

| Instrument | Id, version | Texts | Total | Bands |
|---|---|---|---|---|
${may.map(row).join('\n')}

${may.map(section).join('\n\n')}

## Cannot be activated

| Instrument | Licence | What is missing |
|---|---|---|
${mayNot.map(({ name, licence, source }) => `| ${name.en} (${source}) | ${LICENCES[licence.state]} | ${licence.basis} |`).join('\n')}

A house that has a licence adds the instrument as a version of its own to the registry that it starts with, with what was agreed as its basis. What was filled in with one version keeps its score for ever.
`;
}

function row(instrument: Instrument): string {
  const { name, id, version, total, itemBands } = instrument;
  const sum = total ? `${total.from} to ${total.to}` : 'none';
  const bands = [...itemBands, ...(total?.bands ?? [])].map(bandWords).join('; ');
  return `| ${name.en} | \`${id}\`, ${version} | ${languagesOf(instrument).join(', ')} | ${sum} | ${bands === '' ? 'none' : bands} |`;
}

const bandWords = ({ from, to, label }: Band) => `${from === to ? from : `${from} to ${to}`} ${label.en}`;

function section({
  name,
  source,
  licence,
  total,
  codes,
  withheldFromPatient,
  reporters,
}: Instrument): string {
  const lines = [
    `Source: ${source}.`,
    `Licence: ${LICENCES[licence.state]}. ${licence.basis}`,
    ...(licence.acknowledgement === undefined ? [] : [`Acknowledgement: ${licence.acknowledgement}`]),
    ...(licence.conditions === undefined ? [] : [`Conditions: ${licence.conditions}`]),
    `Answered by: ${reporters.join(', ')}.`,
    ...(total ? [`Total: ${total.source}.`] : []),
    ...(codes.length === 0
      ? ['Code: none that could be verified; a code of this house.']
      : [`Code: ${codes.map(({ system, code }) => `${system}|${code}`).join(', ')}.`]),
    ...(withheldFromPatient ? ['Kept from the patient until it is released.'] : []),
  ];
  return `### ${name.en}\n\n${lines.map((line) => `- ${line}`).join('\n')}`;
}
