import { createHmac, timingSafeEqual } from 'node:crypto';

/** The proof for one sign-in. A page of another site cannot read ours, and so does not know it. */
export function formTokenOf(secret: string): string {
  return createHmac('sha256', secret).update('form').digest('base64url');
}

/** False for no token, and for one of another sign-in. */
export function isFormToken(secret: string, token: unknown): boolean {
  const [given, expected] = [
    Buffer.from(typeof token === 'string' ? token : ''),
    Buffer.from(formTokenOf(secret)),
  ];
  return given.length === expected.length && timingSafeEqual(given, expected);
}
