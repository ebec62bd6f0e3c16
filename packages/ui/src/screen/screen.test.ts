import { createElement as h } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import {
  ChoiceField,
  civilMinute,
  DayField,
  dayPlus,
  EmergencyBanner,
  hrefAfter,
  hrefIn,
  PostForm,
  QrCode,
  readDay,
  renderScreen,
  type ScreenView,
  SelectField,
  TextField,
  typedDay,
  viewOfVisit,
  WhatIsWrong,
} from '../index.ts';

const view: ScreenView = { language: 'nl', path: '/things/7?part=x', formToken: 'token-<1>', demo: false };

describe('a day that somebody types', () => {
  it.each([
    ['14-2-2026', '2026-02-14'],
    [' 1/12/2026 ', '2026-12-01'],
    ['14.02.2026', '2026-02-14'],
    ['2026-02-14', '2026-02-14'],
    ['29-2-2024', '2024-02-29'],
  ])('as "%s" is %s', (typed, day) => {
    expect(readDay(typed)).toBe(day);
  });

  it.each(['29-2-2026', '31-4-2026', '14-2-26', '2026-2-14', 'morgen', '', '2026-02-14T00:00'])(
    'as "%s" is no day',
    (typed) => {
      expect(readDay(typed)).toBeUndefined();
    },
  );

  it('stands in a field as it is typed, and can be counted from', () => {
    expect([typedDay('2026-02-14'), typedDay(undefined)]).toEqual(['14-02-2026', '']);
    expect([dayPlus('2026-03-28', 2), dayPlus('2026-01-01', -1)]).toEqual(['2026-03-30', '2025-12-31']);
  });
});

describe('an instant', () => {
  it('is civil time in the zone of the house, in summer and in winter', () => {
    const zone = 'Europe/Amsterdam';
    expect(civilMinute(new Date('2026-11-22T23:30:00Z'), zone)).toBe('2026-11-23T00:30');
    expect(civilMinute(new Date('2026-07-22T22:30:00Z'), zone)).toBe('2026-07-23T00:30');
  });
});

describe('a form', () => {
  it('posts to its page in its language with the token, and hides nothing else', () => {
    const html = renderToStaticMarkup(h(PostForm, { view, hidden: { version: '3' } }));
    expect(html).toContain('action="/things/7?part=x&amp;lang=nl" method="post"');
    expect(html).toContain('<input type="hidden" name="_form" value="token-&lt;1&gt;"/>');
    expect(html.match(/type="hidden"/g)).toHaveLength(2);
  });

  it('says beside each field what is wrong, and ties it to the field', () => {
    const errors = { name: 'Vul de naam in.' };
    const html = renderToStaticMarkup(
      h(TextField, { view, name: 'name', label: 'Naam', hint: 'Heel', errors }),
    );
    expect(html).toContain('aria-describedby="name-error name-hint"');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toMatch(/id="name-error"[^>]*>.*Vul de naam in\./);
  });

  it('chooses nothing beforehand', () => {
    const choices = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ];
    const select = renderToStaticMarkup(h(SelectField, { view, name: 'x', label: 'X', choices }));
    expect(select).toContain('<option value="" selected="">Kies…</option>');
    const radio = renderToStaticMarkup(h(ChoiceField, { view, name: 'x', label: 'X', choices, values: [] }));
    expect(radio).not.toContain('checked');
  });

  it('sums up what is wrong with links to the fields, and is silent when nothing is', () => {
    expect(renderToStaticMarkup(h(WhatIsWrong, { view, errors: {} }))).toBe('');
    const html = renderToStaticMarkup(h(WhatIsWrong, { view, errors: { a: 'Eén.', b: 'Twee.' } }));
    expect(html).toMatch(/role="alert".*2 dingen.*href="#a".*href="#b"/);
  });

  it('tells how to write a day', () => {
    const html = renderToStaticMarkup(h(DayField, { view, name: 'on', label: 'Dag' }));
    expect(html).toContain('dag-maand-jaar');
  });
});

describe('a screen', () => {
  const parts = { view, module: 'Proef', title: 'Lijst', children: null };

  it('keeps its parameters when the language changes, and names its title when something is wrong', () => {
    const html = renderScreen({ ...parts, wrong: true });
    expect(html).toContain('href="/things/7?part=x&amp;lang=en"');
    expect(html).toContain('<title>Let op: Lijst · Caecilia Care</title>');
  });

  it('says what was done, and that a demo is one', () => {
    expect(renderScreen({ ...parts, done: 'Opgeslagen.' })).toMatch(/role="status".*Opgeslagen\./);
    expect(renderScreen({ ...parts, view: { ...view, demo: true } })).toContain('zijn verzonnen');
    expect(renderScreen(parts)).not.toMatch(/role="status"|zijn verzonnen/);
  });

  it('keeps the place on a page behind the language', () => {
    expect(hrefIn('en', '/a?b=c#d')).toBe('/a?b=c&lang=en#d');
  });
});

describe('the banner of an emergency access', () => {
  it('says until when, who is told, and ends it with a press', () => {
    const banner = h(EmergencyBanner, {
      view,
      until: '2026-11-23T13:30',
      endPath: '/care/patients/7/emergency-access',
    });
    const html = renderToStaticMarkup(banner);
    expect(html).toContain('tot ma 23 nov 2026, 13.30');
    expect(html).toContain('action="/care/patients/7/emergency-access?lang=nl"');
    expect(html).toContain('name="act" value="end"');
  });
});

describe('a visit', () => {
  const visit = {
    params: { id: 'a b' },
    query: { lang: 'en', done: 'saved', part: 'x', empty: undefined },
    headers: { 'accept-language': 'nl' },
    formToken: 'token',
  };

  it('is drawn at its own address: what was asked stays, the language and what was done do not', () => {
    expect(viewOfVisit(visit, { path: '/things/:id/edit', demo: true })).toEqual({
      language: 'en',
      path: '/things/a%20b/edit?part=x',
      formToken: 'token',
      demo: true,
      who: undefined,
    });
    expect(viewOfVisit({ ...visit, query: {} }, { path: '/things', demo: false })).toMatchObject({
      language: 'nl',
      path: '/things',
    });
  });

  it('goes on after a form to a page that says what was done, at the place on it', () => {
    expect(hrefAfter('nl', '/things', 'saved')).toBe('/things?done=saved&lang=nl');
    expect(hrefAfter('en', '/things?part=x#beds', 'added')).toBe('/things?part=x&done=added&lang=en#beds');
  });
});

describe('a QR code', () => {
  it('has a name for who does not see it, and light around it for who scans it', () => {
    const html = renderToStaticMarkup(h(QrCode, { text: 'https://care.example/x', label: 'Adres' }));
    expect(html).toContain('role="img" aria-label="Adres"');
    expect(html).toMatch(/<rect width="(\d+)" height="\1" fill="#fff">/);
    expect(html).not.toMatch(/M[01] |M\d+ [01]h/);
  });
});
