import { Problem } from '@caecilia/kernel';

/**
 * Refuses a request whose `Host` is not this machine. The server listens on the loopback address, but a page of
 * another site can make a browser send requests here under a name that it lets point to 127.0.0.1.
 */
export function refuseForeignHost(host: string | undefined): void {
  if (/^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i.test(host ?? '')) return;
  throw new Problem('forbidden', 'this server answers on this machine only; use http://127.0.0.1', {
    status: 421,
  });
}
