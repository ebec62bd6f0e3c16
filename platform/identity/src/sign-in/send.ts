import type { Problem } from '@caecilia/kernel';
import type { FastifyReply } from 'fastify';
import type { MessageKey } from './messages.nl.ts';

/**
 * Pages are made of their own files only. `same-origin` and not `no-referrer`: with that browsers hide where a form
 * comes from, and we look at it.
 */
const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), geolocation=(), microphone=(), publickey-credentials-get=(self), publickey-credentials-create=(self)',
  'cache-control': 'no-store',
} as const;

/** Answers with a page that nobody keeps. */
export function send(reply: FastifyReply, html: string, status = 200): FastifyReply {
  return reply.headers(PAGE_HEADERS).type('text/html; charset=utf-8').code(status).send(html);
}

/** The words for a problem. */
export function problemWords(problem: Problem): MessageKey {
  if (problem.status === 404) return 'problem.notFound';
  if (problem.status === 401) return 'problem.notSignedIn';
  if (problem.status === 410) return 'problem.expired';
  if (problem.status < 500) return 'problem.refused';
  return 'problem.unavailable';
}
