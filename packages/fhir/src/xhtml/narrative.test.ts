import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processorTime } from '../../testing/processor.ts';
import { hasShared, officialExamples, SHARED, wholeExamples } from '../../testing/shared-data.ts';
import { narrativeHtml } from './html.ts';
import { checkNarrative, isEmptyNarrative } from './narrative.ts';

const div = (inner: string, attributes = '') =>
  `<div xmlns="http://www.w3.org/1999/xhtml"${attributes}>${inner}</div>`;

/** What the outside check looks for in a stored narrative. */
const ACTIVE = /<script|\son\w+\s*=|javascript:|<iframe|<object|<embed|<form|<style|<link|<meta|<base/i;

const ACCEPTED: readonly (readonly [what: string, narrative: string])[] = [
  [
    'headings, paragraphs, lists and tables',
    div('<h1>Wens</h1><p>Thuis</p><ul><li>a</li></ul><table><tr><td>1</td></tr></table>'),
  ],
  ['a language', div('Thuis', ' lang="nl" xml:lang="nl"')],
  [
    'links to pages, mail, telephone, fragments and other resources',
    div(
      '<a href="https://a.example/x?y=1&amp;z=2">a</a><a href="mailto:a@b.example">b</a><a href="tel:+31">c</a><a href="#x">d</a><a href="Patient/1">e</a>',
    ),
  ],
  [
    'a picture from this server or inline',
    div('<img src="Binary/1" alt="x"/><img src="data: image/png;base64,iVBORw0KGgo=" alt="y"/>'),
  ],
  [
    'styles that colour, size, space and align',
    div(
      '<p style="color: rgb(0, 0, 0); font-size: 11px; padding:0px 4px; text-align : left; float: right;">x</p>',
    ),
  ],
  [
    'an inline picture as a background',
    div('<p style="background-image: url(data:image/png;base64,iVBORw0KGgo=)">x</p>'),
  ],
  ['a style declaration that means nothing', div('<p style="color: black; null">x</p>')],
  ['named HTML characters', div('a&nbsp;b &eacute;&euro;&hellip; &lt;c&gt; &amp; &#233; &#xE9;')],
  ['comments', div('<!-- made by a form -->x')],
  ['markup that is written as text', div('write &lt;script&gt; to run a script')],
  ['no text at all, which harms nobody', div(' ')],
];

const REFUSED: readonly (readonly [what: string, narrative: string, reason: RegExp])[] = [
  ['a script', div('<script>alert(1)</script>'), /scripts/],
  ['an event handler', div('<b onclick="x()">a</b>'), /event handlers/],
  ['an event handler after a line end', div('<b\nonclick = "x()">a</b>'), /event handlers/],
  ['a script address', div('<a href="javascript:x()">a</a>'), /character references/],
  [
    'a script address that is written with references',
    div('<a href="java&#115;cript:x()">a</a>'),
    /address in 'href'/,
  ],
  ['a script address with a tab in it', div('<a href="java&#9;script:x()">a</a>'), /address in 'href'/],
  [
    'a script address with a named character before it',
    div('<a href="&nbsp;javascript&#58;x()">a</a>'),
    /address in 'href'/,
  ],
  ['a vbscript address', div('<a href="vbscript:x()">a</a>'), /address in 'href'/],
  ['a data address in a link', div('<a href="data:text/html;base64,PHN2Zz4=">a</a>'), /address in 'href'/],
  ['an svg picture', div('<img src="data:image/svg+xml;base64,PHN2Zz4="/>'), /address in 'src'/],
  ['a form field', div('<input name="submit"/>'), /element 'input'/],
  ['a button', div('<button>x</button>'), /element 'button'/],
  ['svg', div('<svg xmlns="http://www.w3.org/2000/svg"/>'), /element 'svg' is not XHTML/],
  ['math', div('<math/>'), /element 'math'/],
  ['a prefix', '<h:div xmlns:h="http://www.w3.org/1999/xhtml">x</h:div>', /one <div>/],
  [
    'an attribute that FHIR does not list',
    div('<p contenteditable="true">x</p>'),
    /attribute 'contenteditable'/,
  ],
  ['a name that is no name, which is not repeated', div('<péché>x</péché>'), /element 'unreadable name'/],
  ['no namespace', '<div>x</div>', /start the narrative with <div xmlns=/],
  ['another element than div', '<p xmlns="http://www.w3.org/1999/xhtml">x</p>', /one <div>/],
  ['two elements', div('a') + div('b'), /well-formed/],
  ['plain text', 'thuis', /well-formed/],
  ['an empty string', '', /well-formed/],
  ['a tag that is not closed', div('<p>x'), /well-formed/],
  ['an attribute without quotes', div('<img src=x name=cookie/>'), /well-formed/],
  ['an unknown named character', div('&xxe;'), /well-formed/],
  ['a NUL', div('a\u0000b'), /well-formed/],
  ['a document type', `<!DOCTYPE div [<!ENTITY x "y">]>${div('&x;')}`, /document type|well-formed/],
  ['an XML declaration', `<?xml version="1.0"?>${div('x')}`, /XML declaration/],
  [
    'a processing instruction, which HTML ends at the first >',
    div('<?x > <b>a</b> ?>'),
    /processing instructions/,
  ],
  ['a CDATA section, which HTML does not know', div('<![CDATA[<b>]]>'), /CDATA/],
  ['a comment that HTML ends at once', div('<!--> <b>a</b> -->'), /comment/],
  ['a style that loads', div('<p style="background: url(https://a.example/x.png)">x</p>'), /url\(\)/],
  ['a style that loads by escapes', div('<p style="background: u\\72l(x)">x</p>'), /style may not hold/],
  ['a style with a script', div('<p style="width: expression(alert(1))">x</p>'), /expression/],
  ['a style with a binding', div('<p style="-moz-binding: none">x</p>'), /colour, size/],
  ['a style with a behaviour', div('<p style="behavior: none">x</p>'), /'behavior' is not among/],
  ['a style that imports', div('<p style="@import x">x</p>'), /style may not hold @/],
  [
    'a style that lays the narrative over the page',
    div('<p style="position:fixed;top:0">x</p>'),
    /'position'/,
  ],
  [
    'a style that pulls the narrative over other text',
    div('<p style="margin-top: -900px">x</p>'),
    /negative/,
  ],
  ['a hundred and one nested elements', div(`${'<b>'.repeat(100)}x${'</b>'.repeat(100)}`), /nest 100/],
];

describe('a narrative', () => {
  it.each(ACCEPTED)('may have %s', (_, narrative) => {
    expect(checkNarrative(narrative)).toBeUndefined();
  });

  it.each(REFUSED)('may not have %s', (_, narrative, reason) => {
    expect(checkNarrative(narrative)).toMatch(reason);
    expect(narrativeHtml(narrative)).toBeUndefined();
  });

  it('is refused with a sentence that repeats nothing of its text', () => {
    const reason = checkNarrative(
      div('<p class="a">Mevrouw Verzonnen</p><blink title="Verzonnen">b</blink>'),
    );
    expect(reason).toMatch(/element 'blink'.*line 1, column \d+/);
    expect(reason).not.toContain('Verzonnen');
  });

  it('is empty when it has neither text nor a picture', () => {
    expect(isEmptyNarrative(div(' <p> </p><!-- x -->'))).toBe(true);
    expect(isEmptyNarrative(div('<p>x</p>'))).toBe(false);
    expect(isEmptyNarrative(div('<img src="Binary/1" alt=""/>'))).toBe(false);
  });

  it('of a megabyte is judged within two seconds, whatever repeats in it', async () => {
    for (const unit of [' on', 'url(', ' ', '&amp;', '<b>x</b>', '<!-- -->', 'data:image/png;base64,']) {
      const text = unit.repeat(1_000_000 / unit.length);
      const { ms } = await processorTime(() => {
        checkNarrative(div(text));
        checkNarrative(div(`<p style="${unit.startsWith('<') ? '' : text}">x</p>`));
        checkNarrative(div(`<a href="${unit.startsWith('<') ? '' : text}">x</a>`));
      });
      expect(ms).toBeLessThan(2000);
    }
  });
});

describe('a damaged narrative', () => {
  const whole = div(
    '<p style="color: red">a&nbsp;b</p><!-- c --><img src="data:image/png;base64,AA=="/><a href="#x">y</a>',
  );
  const unit = fc.constantFrom(...'<>/"=&;: !-[]?abdivsxmln()\u0000\'');

  it('ends in a sentence or is accepted; what is accepted has nothing active in it and can be shown', () => {
    fc.assert(
      fc.property(
        fc.nat(whole.length),
        fc.nat(8),
        fc.string({ unit, maxLength: 6 }),
        (at, length, inserted) => {
          const damaged = whole.slice(0, at) + inserted + whole.slice(at + length);
          const reason = checkNarrative(damaged);
          if (reason !== undefined) expect(reason.length).toBeGreaterThan(20);
          else expect([ACTIVE.test(damaged), typeof narrativeHtml(damaged)]).toEqual([false, 'string']);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('a narrative on a page', () => {
  it('is HTML: elements closed as HTML closes them, no comments, no ids that could collide', () => {
    const narrative = div(
      '<a name="top"/><p id="x">1 &lt; 2&nbsp;<!-- c --><br/>é</p>',
      ' xml:lang="nl" lang="nl"',
    );
    expect(narrativeHtml(narrative)).toBe('<div lang="nl"><a></a><p>1 &lt; 2\u00a0<br>é</p></div>');
  });

  it('loads nothing from another server and tells no other server where a reader came from', () => {
    expect(
      narrativeHtml(div('<img src="https://a.example/t.png" alt="foto"/><img src="//b.example/t.png"/>')),
    ).toBe('<div>[foto][…]</div>');
    expect(narrativeHtml(div('<a href="https://a.example">a</a>'))).toBe(
      '<div><a href="https://a.example" rel="noopener noreferrer">a</a></div>',
    );
  });
});

describe('narratives from outside', () => {
  it.skipIf(!hasShared('data/fhir-r4'))('of all 712 official examples are accepted', () => {
    const examples = officialExamples();
    expect(examples).toHaveLength(712);
    const refused: string[] = [];
    let narratives = 0;
    let empty = 0;
    for (const { name, text } of examples) {
      for (const narrative of divsOf(JSON.parse(text))) {
        narratives += 1;
        const reason = checkNarrative(narrative);
        if (reason !== undefined) refused.push(`${name}: ${reason}`);
        else if (isEmptyNarrative(narrative)) empty += 1;
      }
    }
    expect(refused).toEqual([]);
    expect(narratives).toBe(wholeExamples ? 3760 : 1376);
    expect(empty).toBe(4);
  });

  it.skipIf(!hasShared('data/hostile'))('that carry a payload of DOMPurify are refused or inert', () => {
    const text = readFileSync(join(SHARED, 'data/hostile/xss-dompurify.json'), 'utf8');
    const payloads = JSON.parse(text) as { payload: string }[];
    const kept = payloads
      .map(({ payload }) => div(payload))
      .filter((each) => checkNarrative(each) === undefined);
    expect(payloads).toHaveLength(223);
    expect(kept.filter((each) => ACTIVE.test(each))).toEqual([]);
    const harmless = ['123456', '<p>hello</p>', '<!-- more soon -->', ' '];
    expect(kept.sort()).toEqual(harmless.map((each) => div(each)).sort());
  });
});

function divsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(divsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'div' && typeof each === 'string' ? [each] : divsOf(each),
  );
}
