import { catalogue, chooseLanguage, type Language, renderDocument, type Translate } from '@caecilia/ui';
import { type ErrorOut, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { createElement as h, type ReactNode } from 'react';
import { en } from './messages.en.ts';
import { type MessageKey, nl } from './messages.nl.ts';

const words = catalogue<MessageKey>({ nl, en });

/**
 * Pages of the authorization server hold nothing inline and load nothing from elsewhere. `form-action` is left open:
 * browsers apply it to the address that a form is sent on to, and after signing out that is the app's.
 */
export const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

/** Codes of errors that may be shown: they are the protocol's own and say nothing of this house. */
const SHOWN_CODE = /^[a-z_]{1,40}$/;

/** The page for a request that must not be sent back to any app. It repeats nothing of what was sent. */
export function renderError(ctx: KoaContextWithOIDC, out: ErrorOut, error: Error): void {
  const failed = !(error instanceof errors.OIDCProviderError) || error.statusCode >= 500;
  page(ctx, failed ? 'failed.title' : 'refused.title', (say) => {
    if (failed) return [h('p', { key: 'again' }, say('failed.again'))];
    const expired = error instanceof errors.SessionNotFound;
    const code = SHOWN_CODE.test(out.error) ? out.error : 'invalid_request';
    return [
      h('p', { key: 'why' }, say(expired ? 'refused.expired' : 'refused.app')),
      h('p', { key: 'again' }, say('refused.again')),
      h('p', { key: 'code' }, say('refused.code', { code })),
    ];
  });
}

/** Asks whether to sign out, so that no other site can do it by a link. */
export function logoutPage(ctx: KoaContextWithOIDC): void {
  const secret = xsrfOf(ctx);
  page(ctx, 'logout.title', (say) => [
    h('p', { key: 'question' }, say('logout.question')),
    h(
      'form',
      { key: 'form', method: 'post', action: ctx.oidc.urlFor('end_session_confirm') },
      h('input', { type: 'hidden', name: 'xsrf', value: secret }),
      h('button', { type: 'submit', name: 'logout', value: 'yes' }, say('logout.yes')),
      ' ',
      h('button', { type: 'submit' }, say('logout.no')),
    ),
  ]);
}

/** After signing out without an app to go back to. */
export function signedOutPage(ctx: KoaContextWithOIDC): void {
  page(ctx, 'loggedOut.title', (say) => [h('p', { key: 'close' }, say('loggedOut.close'))]);
}

function page(
  ctx: KoaContextWithOIDC,
  title: MessageKey,
  content: (say: Translate<MessageKey>) => ReactNode,
): void {
  const language = languageOf(ctx);
  const say = words(language);
  ctx.type = 'html';
  ctx.body = renderDocument({
    language,
    title: `${say(title)} · Caecilia Care`,
    children: h('main', null, h('h1', null, say(title)), content(say)),
  });
}

function languageOf(ctx: KoaContextWithOIDC): Language {
  const asked = ctx.oidc.params?.ui_locales;
  const first = typeof asked === 'string' ? asked.split(' ', 1)[0]?.split('-', 1)[0] : undefined;
  return chooseLanguage(first, ctx.get('accept-language'));
}

function xsrfOf(ctx: KoaContextWithOIDC): string {
  const secret = ctx.oidc.session?.state?.secret;
  if (typeof secret !== 'string') throw new errors.InvalidRequest('there is no sign-out to confirm');
  return secret;
}
