import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { outboundIn } from './outbound.ts';

const UNITS = '{packages,platform,care,learn,research,global,passages,apps}';

/** Who reaches out and is not the egress unit, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'apps/care/src/import/server-link.ts': 'a command talks to its own server on this machine',
  'apps/care/src/running.ts': 'a command asks its own server on this machine whether it lives',
  'apps/care/src/commands/verify.ts': 'a command talks to its own server on this machine',
  'apps/care/src/commands/export-patient.ts': 'a command talks to its own server on this machine',
  'platform/identity/src/federation/openid-federation.ts':
    'its fetch is a port that the app fills in with the egress unit',
  'apps/care/src/web-session/own-client.ts': 'its requests stay inside the process (customFetch, inject)',
  'packages/workspace/src/server/ask.ts': 'runs in a browser, and asks the house it came from (connect-src)',
  'packages/workspace/src/server/FileButton.tsx':
    'runs in a browser, and asks the house it came from (connect-src)',
  'packages/workspace/src/server/useChanges.ts':
    'runs in a browser, and listens to the house it came from (connect-src)',
  'packages/workspace/src/server/whenThere.ts':
    'runs in a browser, and asks the house it came from (connect-src)',
  'packages/workspace/src/session/SessionCover.tsx':
    'runs in a browser, and asks the house it came from (connect-src)',
  'apps/global/src/access/provider.ts':
    'asks the one sign-in that the operator named, which may stand in their own network: the egress unit calls the open internet only',
  'apps/care/src/web-session/web-session.ts': 'uses the configuration of own-client, and its fetch with it',
};

describe('outbound calls (trust check O6)', () => {
  it('are made by the egress unit alone, but for commands that talk to their own server', () => {
    const files = globSync(`${UNITS}/*/src/**/*.{ts,tsx}`).filter(
      (file) => !/\.test\.tsx?$|\/testing\/|^platform\/egress\//.test(file),
    );
    expect(files.length).toBeGreaterThan(200);
    const found = files.flatMap((file) => outboundIn(file).map((what) => `${file}: ${what}`));
    expect(found.filter((line) => EXCEPTIONS[line.split(':')[0] ?? ''] === undefined)).toEqual([]);
    // An exception that no longer reaches out is taken off the list.
    for (const file of Object.keys(EXCEPTIONS)) expect(found.join('\n')).toContain(file);
  });

  it.each([
    ["import { connect } from 'node:net';", ['node:net connect']],
    ["import net from 'net';", ['node:net default']],
    ["import * as https from 'node:https';", ['node:https *']],
    ["import type { Socket } from 'node:net';", []],
    ["import { isIP, type Socket } from 'node:net';", []],
    ["import { createServer } from 'node:http';", []],
    ["await import('node:http');", ['node:http']],
    ['await fetch(address);', ['fetch']],
    ['globalThis.fetch(address);', ['fetch']],
    ['start({ fetch });', ['fetch']],
    ['const get = fetch;', ['fetch']],
    ['client.fetch(address);', []],
    ["import { createRemoteJWKSet } from 'jose';", ['jose createRemoteJWKSet']],
    ['new WebSocket(address);', ['WebSocket']],
  ])('are seen: %s', (source, expected) => {
    expect(outboundIn('x.ts', source)).toEqual(expected);
  });
});
