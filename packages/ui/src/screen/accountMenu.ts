import { Fragment, createElement as h, type ReactElement } from 'react';
import { LineIcon } from '../icons.ts';
import type { Language } from '../language.ts';
import { kitWords } from './kitWords.ts';

/** Words in both languages. */
export type BothLanguages = Readonly<Record<Language, string>>;

/** Somebody who is signed in, as the bar of every page shows them. */
export interface SignedIn {
  readonly name: string;
  readonly role: BothLanguages;
  /** Parts of the house that are theirs. */
  readonly places: readonly { readonly href: string; readonly label: BothLanguages }[];
}

/** Address of the script that covers a page whose session is locked. */
export const SESSION_SCRIPT = '/assets/ui/session.js';

/** Who is signed in, where they can go, and the way out; with what covers the page while it is locked. */
export function AccountMenu(props: { readonly who: SignedIn; readonly language: Language }): ReactElement {
  const { who, language } = props;
  const t = kitWords(language);
  const link = (href: string, label: string) =>
    h('li', { key: href }, h('a', { href: `${href}?lang=${language}` }, label));
  const post = (action: string, label: string) =>
    h(
      'li',
      { key: action },
      h(
        'form',
        { method: 'post', action },
        h('button', { type: 'submit', className: 'account__act' }, label),
      ),
    );
  return h(
    Fragment,
    null,
    h(
      'details',
      { className: 'account' },
      h(
        'summary',
        null,
        h(LineIcon, { name: 'person' }),
        h('span', { className: 'account__name' }, who.name),
        h('span', { className: 'account__role' }, who.role[language]),
      ),
      h(
        'ul',
        { className: 'account__list card' },
        who.places.map(({ href, label }) => link(href, label[language])),
        link('/account', t('account.signIn')),
        link('/account/sessions', t('account.sessions')),
        post('/session/lock', t('account.lock')),
        post('/web/end', t('account.end')),
      ),
    ),
    h(Cover, {
      id: 'session-cover',
      title: t('account.locked'),
      sentence: t('account.locked.kept'),
      act: { href: '/session/unlock', label: t('account.unlock') },
    }),
    h(Cover, {
      id: 'session-ended',
      title: t('account.ended'),
      sentence: t('account.ended.kept'),
      act: { href: '/web/start', label: t('account.again') },
    }),
  );
}

/** The way on opens beside this page, so that what was typed here stays. */
function Cover(props: {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly act: { readonly href: string; readonly label: string };
}): ReactElement {
  const { id, title, sentence, act } = props;
  return h(
    'dialog',
    { id, className: 'cover', 'aria-labelledby': `${id}-title` },
    h('h2', { id: `${id}-title` }, title),
    h('p', null, sentence),
    h(
      'p',
      null,
      h(
        'a',
        { className: 'button button--main', href: act.href, target: '_blank', rel: 'noopener' },
        act.label,
      ),
    ),
  );
}
