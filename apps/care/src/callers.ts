import { randomBytes } from 'node:crypto';
import type { Caller } from '@caecilia/kernel';
import type { DevelopmentTokens } from './token.ts';

/** Callers that need no sign-in: local tools with a development token, and commands of this program. */
export interface LocalCallers {
  /** The caller of an `Authorization` header, or undefined where its token is none of ours. */
  ofHeader(authorization: string | undefined): Caller | undefined;
  /** A token for requests that this process sends to itself. */
  ownToken(): string;
}

/** Names the callers. `tokens` exists in development mode only; `commandToken` is known to one process only. */
export function localCallers(options: {
  tokens: DevelopmentTokens | undefined;
  commandToken: string | undefined;
  now: () => Date;
}): LocalCallers {
  const localTool: Caller = { id: 'system:local-tool', role: 'developer', scope: { kind: 'everything' } };
  const command: Caller = { id: 'system:command-line', role: 'operator', scope: { kind: 'everything' } };
  const own = randomBytes(32).toString('base64url');
  const commandTokens = new Set([own, ...(options.commandToken === undefined ? [] : [options.commandToken])]);
  return {
    ofHeader(authorization) {
      const token = bearerOf(authorization);
      if (token === undefined) return undefined;
      if (commandTokens.has(token)) return command;
      return options.tokens?.accepts(token, options.now()) ? localTool : undefined;
    },
    ownToken: () => own,
  };
}

/** The token of an `Authorization: Bearer` header. */
export function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization ?? '')?.[1];
}
