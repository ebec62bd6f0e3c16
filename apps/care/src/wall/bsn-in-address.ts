import { carriesBsn } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';

/**
 * Refuses a request whose address carries a BSN: addresses are kept by browsers, proxies and their logs. Throws 400
 * with the way that is right, and without the number.
 */
export function refuseBsnInAddress(url: string): void {
  const mark = url.indexOf('?');
  if (mark < 0 || !/\d|bsn/i.test(url.slice(mark))) return;
  for (const [name, value] of new URLSearchParams(url.slice(mark + 1))) {
    if (!carriesBsn(name, value)) continue;
    throw new Problem(
      'value',
      'a BSN may not stand in an address: send the search by POST to _search, as application/x-www-form-urlencoded, or as an entry of a Bundle',
      { expression: 'identifier' },
    );
  }
}
