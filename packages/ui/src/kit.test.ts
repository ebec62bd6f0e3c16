import { existsSync, readFileSync } from 'node:fs';
import { createElement as h } from 'react';
import { describe, expect, it } from 'vitest';
import {
  agoWords,
  birthDateWords,
  catalogue,
  chooseLanguage,
  clockWords,
  dateWords,
  differences,
  languageName,
  renderDocument,
  uiAssets,
} from './index.ts';

describe('the language of a page', () => {
  it.each([
    ['en', 'nl', 'en'],
    [undefined, 'en-GB,nl;q=0.5', 'en'],
    [undefined, 'de, nl;q=0.4, en;q=0.3', 'nl'],
    [undefined, 'en;q=0, nl', 'nl'],
    [undefined, 'fr', 'nl'],
    [undefined, undefined, 'nl'],
    ['xx', 'en', 'en'],
  ])('asked for %s by a browser that prefers %s is %s', (asked, accept, expected) => {
    expect(chooseLanguage(asked, accept)).toBe(expected);
  });
});

describe('a catalogue of messages', () => {
  it('fills values in, and leaves escaping to what renders it', () => {
    const t = catalogue({ nl: { hello: 'dag {{name}}' }, en: { hello: 'hello {{name}}' } })('nl');
    expect(t('hello', { name: 'A & <B>' })).toBe('dag A & <B>');
  });

  it('refuses a message that misses a value', () => {
    const t = catalogue({ nl: { hello: 'dag {{name}}' }, en: { hello: 'hello {{name}}' } })('en');
    expect(() => t('hello')).toThrow(/without/);
  });

  it('refuses languages that differ in keys or in values', () => {
    expect(differences({ nl: { a: 'x', b: 'y' }, en: { a: 'x' } })).toEqual([
      'the message b has no words in en',
    ]);
    expect(differences({ nl: { a: '{{x}}' }, en: { a: '{{y}}' } })).toHaveLength(1);
    expect(() => catalogue({ nl: { a: '{{x}}' }, en: { a: '' } })).toThrow();
  });
});

describe('a date in words', () => {
  it.each([
    ['2026-11-12T00:00:00.000', 'day', '12 nov 2026', '12 Nov 2026'],
    ['2026-03-01T00:00:00.000', 'month', 'mrt 2026', 'Mar 2026'],
    ['2026-01-01T00:00:00.000', 'year', '2026', '2026'],
    ['2026-11-21T02:40:00.000', 'time', '21 nov 2026, 02.40', '21 Nov 2026, 02:40'],
  ] as const)('%s to the %s', (civil, precision, dutch, english) => {
    expect([dateWords(civil, precision, 'nl'), dateWords(civil, precision, 'en')]).toEqual([dutch, english]);
  });

  it('has a weekday where it helps', () => {
    expect(dateWords('2026-11-21T02:40', 'time', 'nl', true)).toBe('za 21 nov 2026, 02.40');
  });

  it.each([
    ['2026-11-21', 'vandaag'],
    ['2026-11-20', 'gisteren'],
    ['2026-09-01', '81 dagen geleden'],
    ['2025-11-21', '11 maanden geleden'],
    ['2020-10-01', '6 jaar geleden'],
  ])('%s was, seen from 21 November 2026, %s', (civil, expected) => {
    expect(agoWords(civil, '2026-11-21T02:40', 'nl')).toBe(expected);
  });

  it('of birth is read aloud day first', () => {
    expect([
      birthDateWords('1948-02-14', 'day'),
      birthDateWords('1948-02-01', 'month'),
      birthDateWords('1948', 'year'),
    ]).toEqual(['14-02-1948', '02-1948', '1948']);
  });

  it('on the clock has a full stop in Dutch and a colon in English', () => {
    expect([clockWords('08:00', 'nl'), clockWords('08:00', 'en')]).toEqual(['08.00', '08:00']);
  });

  it('keeps a language tag that is none as it was recorded', () => {
    expect([languageName('tr', 'nl'), languageName('?', 'nl')]).toEqual(['Turks', '?']);
  });
});

describe('the files of the kit', () => {
  it('are all there, also every font that the stylesheet names', () => {
    const assets = uiAssets();
    expect(assets.filter(({ file }) => !existsSync(file))).toEqual([]);
    const signs = assets.filter(({ contentType }) => contentType === 'image/svg+xml');
    expect(signs.map(({ path }) => path)).toEqual(['/assets/ui/favicon.svg', '/favicon.ico']);
    const fonts = assets.find(({ path }) => path === '/assets/ui/fonts.css');
    const named = [...readFileSync(fonts?.file ?? '', 'utf8').matchAll(/url\("([^"]+)"\)/g)].map(
      ([, name]) => `/assets/ui/${name ?? ''}`,
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((path) => !assets.some((asset) => asset.path === path))).toEqual([]);
  });

  it('come with the page by address, and nothing stands inside it', () => {
    const html = renderDocument({
      language: 'nl',
      title: 'Proef & <test>',
      children: h('main', null, '<b>'),
    });
    expect(html).toContain('<title>Proef &amp; &lt;test&gt;</title>');
    expect(html).toContain('<main>&lt;b&gt;</main>');
    expect(html).not.toMatch(/<style|<script/);
  });
});
