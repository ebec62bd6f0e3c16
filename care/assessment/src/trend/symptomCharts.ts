import type { SymptomAnalysis } from '../contact/symptomAnalysis.ts';
import type { DeskChart } from '../desk/answers.ts';
import type { Instrument, Item, Words } from '../instrument/instrument.ts';
import type { InstrumentRegistry } from '../instrument/registry.ts';
import type { Measurement } from '../response/measurement.ts';
import { trendOf } from './trend.ts';

/** One symptom that several lists ask for: the patient's goal is about the symptom and belongs to no list. */
const SAME_SYMPTOM: Readonly<Record<string, string>> = {
  'pain-nrs.pain': 'pain',
  'esas-r.pain': 'pain',
  'esas-r.tiredness': 'tiredness',
  'esas-r.drowsiness': 'drowsiness',
  'esas-r.nausea': 'nausea',
  'esas-r.appetite': 'eating',
  'esas-r.breath': 'breathlessness',
  'esas-r.depression': 'sadness',
  'esas-r.anxiety': 'worry',
};

const OWN_LIST = 'caecilia-symptoms';

function symptomOf(item: string): string {
  const [instrument, linkId] = item.split('.');
  return SAME_SYMPTOM[item] ?? (instrument === OWN_LIST && linkId !== undefined ? linkId : item);
}

/** Whether the question is answered with a number from 0 to 10: only those share one scale. */
export function isTenScale({ answer }: Item): boolean {
  return answer.kind === 'scale' && answer.from === 0 && answer.to === 10;
}

/** Instruments with a question from 0 to 10. */
export function symptomInstruments({ all }: Pick<InstrumentRegistry, 'all'>): readonly Instrument[] {
  return all.filter(({ answersAre, items }) => answersAre === 'amounts' && items.some(isTenScale));
}

/** What the charts are made from. */
export interface ChartMaterial {
  readonly measurements: readonly Measurement[];
  readonly analyses: readonly SymptomAnalysis[];
  readonly registry: Pick<InstrumentRegistry, 'all'>;
  readonly from: Date;
  readonly until: Date;
}

/**
 * A chart for each symptom that somebody scored. Those for which the patient named a goal come first, then the order of
 * the lists: nothing is ordered by its score.
 */
export function symptomCharts(material: ChartMaterial): readonly DeskChart[] {
  const charts = symptomInstruments(material.registry).flatMap((instrument) =>
    instrument.items
      .filter(isTenScale)
      .flatMap((item) =>
        item.named ? namedCharts(material, instrument, item) : chartOf(material, instrument, item),
      ),
  );
  return charts.toSorted((one, other) => Number(!one.goal) - Number(!other.goal));
}

/** A symptom that the patient named themselves is another symptom under another name. */
function namedCharts(material: ChartMaterial, instrument: Instrument, item: Item): readonly DeskChart[] {
  const nameIn = ({ answers }: Measurement) => {
    const answer = answers.get(item.linkId);
    return answer?.kind === 'value' ? answer.name?.trim().toLowerCase() : undefined;
  };
  const own = material.measurements.filter((each) => each.instrument.id === instrument.id);
  const groups = Map.groupBy(own, nameIn);
  return [...groups].flatMap(([name, measurements]) => {
    if (name === undefined) return [];
    const label = { nl: name, en: name };
    const named = { ...item, linkId: item.linkId, text: label };
    return chartOf({ ...material, measurements }, instrument, named).map((chart) => ({
      ...chart,
      linkId: `${item.linkId}:${name}`,
    }));
  });
}

function chartOf(material: ChartMaterial, instrument: Instrument, item: Item): readonly DeskChart[] {
  const { measurements, analyses, from, until } = material;
  const trend = trendOf(measurements, [], { instrument, show: { linkId: item.linkId }, from, until });
  if (trend.series.length === 0 || !trend.scale) return [];
  const label = wordsOfItem(item);
  const goal = goalFor(analyses, `${instrument.id}.${item.linkId}`, label);
  return [
    {
      instrument: instrument.id,
      linkId: item.linkId,
      label,
      instrumentName: instrument.name,
      scale: trend.scale,
      series: trend.series.map(({ reporter, version, points, couldNotAnswer }) => ({
        reporter,
        version,
        points: points.map(({ at, value }) => [at.getTime(), value] as const),
        couldNotAnswer: couldNotAnswer.map((at) => at.getTime()),
      })),
      ...(goal === undefined ? {} : { goal }),
    },
  ];
}

/** A text that may not be translated stands in its own language in both. */
function wordsOfItem({ text }: Item): Words {
  const { nl = '', en = '' } = text;
  return { nl: nl === '' ? en : nl, en: en === '' ? nl : en };
}

/** The newest number that the patient named for this symptom, by its code or by the very same word. */
function goalFor(analyses: readonly SymptomAnalysis[], item: string, label: Words): DeskChart['goal'] {
  const [newest] = analyses
    .filter((each) => each.goal !== undefined && isAbout(each, item, label))
    .toSorted((one, other) => other.at.getTime() - one.at.getTime());
  return newest?.goal === undefined ? undefined : { value: newest.goal, since: newest.at.toISOString() };
}

function isAbout({ item: own, symptom }: SymptomAnalysis, item: string, label: Words): boolean {
  if (own !== undefined) return symptomOf(own) === symptomOf(item);
  const word = symptom.toLowerCase();
  return word === label.nl.toLowerCase() || word === label.en.toLowerCase();
}
