import { createElement as h, type ReactElement } from 'react';
import type { LetterItem, LetterLine } from '../letter/letter.ts';
import { isQuotation, type WrittenLetter, type WrittenSection } from '../letter/written.ts';

/** A letter as it is read, on a screen and on paper: the same words in the same order as in its PDF. */
export function LetterText({ letter }: { readonly letter: WrittenLetter }): ReactElement {
  const { lang, title, facts, notices, greeting, sections, closing, footer } = letter;
  return h(
    'article',
    { className: 'letter', lang },
    h('h3', { className: 'letter__title' }, title),
    h(
      'dl',
      { className: 'letter__facts' },
      facts.map(([name, words]) => h('div', { key: name }, h('dt', null, name), h('dd', null, words))),
    ),
    notices.map((notice) => h('p', { key: notice, className: 'letter__notice' }, notice)),
    h('p', null, greeting),
    sections.map((section) => h(LetterPart, { key: section.kind, section })),
    h(
      'div',
      { className: 'letter__closing' },
      closing.map((line) => h('p', { key: line }, line)),
    ),
    h('p', { className: 'letter__confidential' }, footer.confidential),
  );
}

/** One part of a letter with its title. */
export function LetterPart({ section }: { readonly section: WrittenSection }): ReactElement {
  return h(
    'section',
    { className: `letter__part letter__part--${section.kind}` },
    h('h4', null, section.title),
    h(LetterPartText, { section }),
  );
}

/** What a part says, without its title. */
export function LetterPartText({ section }: { readonly section: WrittenSection }): ReactElement {
  const { intro, items, wordsBy, words } = section;
  return h(
    'div',
    { className: 'letter__said' },
    intro === undefined ? null : h('p', { className: 'letter__intro' }, intro),
    items.map((item, index) => h(Item, { key: `${index} ${item.name ?? ''}`, item })),
    words === undefined
      ? null
      : h(
          'div',
          { className: 'letter__words' },
          wordsBy === undefined ? null : h('p', { className: 'letter__by' }, wordsBy),
          words.split('\n').map((line, index) => h('p', { key: `${index} ${line}` }, line)),
        ),
  );
}

function Item({ item }: { readonly item: LetterItem }): ReactElement {
  const { name, lines } = item;
  return h(
    'div',
    { className: 'letter__item' },
    name === undefined ? null : h('h5', null, name),
    lines.map((line, index) => h(Line, { key: `${index} ${line.text}`, line })),
  );
}

function Line({ line }: { readonly line: LetterLine }): ReactElement {
  const { text, quoted, language, strong } = line;
  const own = strong === true ? h('b', null, text) : text;
  if (quoted === undefined) return h('p', null, own);
  const given = h(
    isQuotation(quoted) ? 'span' : 'q',
    language === undefined ? null : { lang: language },
    quoted,
  );
  return text === '' ? h('p', null, given) : h('p', null, own, ' ', given);
}
