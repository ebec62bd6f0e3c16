import { randomBytes } from 'node:crypto';
import type { Caller } from '@caecilia/kernel';
import type { DevelopmentTokens } from './token.ts';

/** Who may call before there is sign-in: local tools with a token, commands of this program, and the demo's pages. */
export interface Callers {
  /** The caller of an `Authorization` header, or undefined: the answer is then 401. */
  ofHeader(authorization: string | undefined): Caller | undefined;
  /** A token for requests that this process sends to itself. */
  ownToken(): string;
  /** The person at this machine, for the pages; undefined in production mode, where pages refuse until sign-in exists. */
  readonly atThisMachine: Caller | undefined;
}

/** Names the callers. `tokens` exists in development mode only; `commandToken` is known to one process only. */
export function callersFor(options: {
  tokens: DevelopmentTokens | undefined;
  commandToken: string | undefined;
  now: () => Date;
}): Callers {
  const localTool: Caller = { id: 'system:local-tool', role: 'developer', scope: { kind: 'everything' } };
  const command: Caller = { id: 'system:command-line', role: 'operator', scope: { kind: 'everything' } };
  const own = randomBytes(32).toString('base64url');
  const commandTokens = new Set([own, ...(options.commandToken === undefined ? [] : [options.commandToken])]);
  return {
    ofHeader(authorization) {
      const token = /^Bearer ([\w.-]+)$/.exec(authorization ?? '')?.[1];
      if (token === undefined) return undefined;
      if (commandTokens.has(token)) return command;
      return options.tokens?.accepts(token, options.now()) ? localTool : undefined;
    },
    ownToken: () => own,
    atThisMachine: options.tokens && {
      id: 'system:at-this-machine',
      role: 'developer',
      scope: { kind: 'everything' },
    },
  };
}
