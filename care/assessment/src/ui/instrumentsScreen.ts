import type { Page, PageAnswer, PageVisit } from '@caecilia/kernel';
import { Facts, languageName, renderScreen, Section, type Translate, viewOfVisit } from '@caecilia/ui';
import { Fragment, createElement as h, type ReactElement, type ReactNode } from 'react';
import { type Band, type Instrument, languagesOf } from '../instrument/instrument.ts';
import { type InstrumentRegistry, reasonAgainst } from '../instrument/registry.ts';
import { type InstrumentKey, instrumentWords } from './instrumentWords.ts';

interface View {
  readonly t: Translate<InstrumentKey>;
  readonly language: 'nl' | 'en';
}

/** Which instruments a house knows, with source and licence. It shows; nothing can be activated here. */
export function instrumentsScreen(
  registry: InstrumentRegistry,
  { path, demo }: { readonly path: string; readonly demo: boolean },
): Page {
  return { path, handler: async (_session, visit) => shown(registry, visit, { path, demo }) };
}

function shown(
  { all, active }: InstrumentRegistry,
  visit: PageVisit,
  frame: { readonly path: string; readonly demo: boolean },
): PageAnswer {
  const screen = viewOfVisit(visit, frame);
  const view: View = { t: instrumentWords(screen.language), language: screen.language };
  const { t } = view;
  const waiting = all.filter((each) => reasonAgainst(each) === undefined && !active.includes(each));
  const mayNot = all.filter((each) => reasonAgainst(each) !== undefined);
  const part = (id: string, title: InstrumentKey, rest: ReactNode, instruments: readonly Instrument[]) =>
    h(
      Section,
      { key: id, id, title: t(title), intro: rest },
      instruments.map((instrument) =>
        h(One, { key: `${instrument.id} ${instrument.version}`, instrument, view }),
      ),
    );
  return {
    status: 200,
    html: renderScreen({
      view: screen,
      title: t('title'),
      module: t('module'),
      intro: t('intro'),
      children: [
        h('p', { key: 'english', className: 'small' }, t('english')),
        part('in-use', 'inUse', null, active),
        part('may', 'mayBeUsed', waiting.length === 0 ? t('mayBeUsedNone') : null, waiting),
        part('may-not', 'mayNot', t('mayNot.intro'), mayNot),
      ],
    }),
  };
}

function One({ instrument, view }: { readonly instrument: Instrument; readonly view: View }): ReactElement {
  const { t, language } = view;
  const { id, version, name, purpose, licence } = instrument;
  const heading = `instrument-${id}-${version}`.replace(/[^\w-]/g, '-');
  const isOpen = reasonAgainst(instrument) === undefined;
  return h(
    'article',
    { className: 'form--card', 'aria-labelledby': heading },
    h(
      'h3',
      { id: heading },
      name[language],
      ' ',
      h(
        'span',
        { className: licence.state === 'verified' ? 'tag' : 'tag tag--plate' },
        t('licence'),
        ': ',
        t(`licence.${licence.state}`),
      ),
    ),
    h('p', null, purpose[language]),
    isOpen ? h('p', { className: 'small' }, `${id}, ${t('version', { version })}`) : null,
    h(Facts, { facts: isOpen ? openFacts(instrument, view) : closedFacts(instrument, view) }),
    instrument.withheldFromPatient ? h('p', null, t('withheld')) : null,
  );
}

/** As it was written down, in English. */
const asWritten = (words: string | undefined) =>
  words === undefined ? undefined : h('span', { lang: 'en' }, words);

type FactList = readonly (readonly [string, ReactNode])[];

function closedFacts({ licence, source }: Instrument, { t }: View): FactList {
  return [
    [t('missing'), asWritten(licence.basis)],
    [t('source'), asWritten(source)],
  ];
}

function openFacts(instrument: Instrument, view: View): FactList {
  const { t, language } = view;
  const { licence, source, total, itemBands, reporters } = instrument;
  const bands = [...itemBands, ...(total?.bands ?? [])];
  const texts = languagesOf(instrument).map((each) => languageName(each, language));
  return [
    [t('source'), asWritten(source)],
    [t('basis'), asWritten(licence.basis)],
    [t('acknowledgement'), asWritten(licence.acknowledgement)],
    [t('conditions'), asWritten(licence.conditions)],
    [t('texts'), texts.length === 0 ? t('noTexts') : texts.join(', ')],
    [t('reporters'), reporters.map((each) => t(`reporter.${each}`)).join(', ')],
    [
      t('total'),
      total === undefined
        ? t('total.none')
        : t('total.range', { from: total.from, to: total.to, source: total.source }),
    ],
    [t('bands'), bands.length === 0 ? t('bands.none') : bandList(bands, view)],
  ];
}

function bandList(bands: readonly Band[], { t, language }: View): ReactElement {
  return h(
    Fragment,
    null,
    bands.map(({ from, to, label, source }) => {
      const words = t(from === to ? 'band.one' : 'band', { from, to, label: label[language] });
      return h(
        'p',
        { key: `${from} ${to}` },
        words,
        ' ',
        h('span', { className: 'small', lang: 'en' }, source),
      );
    }),
  );
}
