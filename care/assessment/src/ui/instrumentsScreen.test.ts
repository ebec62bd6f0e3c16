import type { PageVisit } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { ACTIVATABLE, INSTRUMENTS, instrumentRegistry, reasonAgainst } from '../instrument/registry.ts';
import { instrumentsScreen } from './instrumentsScreen.ts';

const visit = (lang: string): PageVisit => ({
  caller: { id: 'lead', role: 'team-lead', scope: { kind: 'nothing' } },
  params: {},
  query: { lang },
  headers: {},
  origin: '',
  formToken: '',
});

/** The page as it is read, with a line for each instrument. */
async function pageIn(lang: string, activations = ACTIVATABLE): Promise<string> {
  const registry = instrumentRegistry(INSTRUMENTS, activations);
  // The page reads no record.
  const answer = await instrumentsScreen(registry, { path: '/instruments', demo: true }).handler(
    {} as Parameters<ReturnType<typeof instrumentsScreen>['handler']>[0],
    visit(lang),
  );
  return 'html' in answer ? answer.html : '';
}

describe('the page of instruments', () => {
  it.each(['nl', 'en'] as const)('names each with its licence and source, in %s', async (lang) => {
    const html = await pageIn(lang);
    expect(html.match(/<article/g)).toHaveLength(INSTRUMENTS.length);
    const closed = INSTRUMENTS.filter((each) => reasonAgainst(each) !== undefined);
    expect(html.match(/tag tag--plate/g)).toHaveLength(closed.length);
    for (const { name } of INSTRUMENTS) expect(html).toContain(name[lang].replaceAll('’', '’'));
  });

  it('has no way to activate what may not be, and no question of it', async () => {
    const html = await pageIn('nl');
    expect(html).not.toMatch(/<(form|button|input)/);
    const mayNot = html.slice(html.indexOf('id="may-not"'));
    expect(mayNot).toContain('toestemming nodig');
    expect(html.slice(0, html.indexOf('id="may-not"'))).not.toContain('toestemming nodig');
  });

  it('tells what may be used and is not', async () => {
    const html = await pageIn('nl', ACTIVATABLE.slice(1));
    expect(html.slice(html.indexOf('id="may"'), html.indexOf('id="may-not"'))).toContain('AKPS');
  });
});
