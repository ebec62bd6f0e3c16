import { describe, expect, it } from 'vitest';
import { refuseForeignHost } from './host-guard.ts';

describe('the server on this machine', () => {
  it.each(['127.0.0.1:8080', 'localhost', 'LOCALHOST:80', '[::1]:8080'])('answers to %s', (host) => {
    expect(() => refuseForeignHost(host)).not.toThrow();
  });
  it.each(['caecilia.example', '127.0.0.1.example', 'localhost.example:8080', '10.0.0.1', undefined, ''])(
    'refuses the name %s',
    (host) => {
      expect(() => refuseForeignHost(host)).toThrow(/this machine only/);
    },
  );
});
