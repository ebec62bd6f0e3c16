import type { FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import type { Interaction } from '../interaction.ts';

/**
 * Options of the log: one JSON line per request, and nothing in it that came from a patient. Addresses are left out
 * because they carry names, dates and numbers of people; messages of unforeseen errors because databases put rows in them.
 */
export function logOptions(level: string): Exclude<FastifyServerOptions['logger'], boolean | undefined> {
  return {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { req: () => ({}), res: () => ({}), err: errorLine },
  };
}

/** What a log line tells of an error: its kind, code and the frames of the stack, never its message. */
export function errorLine(error: unknown): {
  type: string;
  message: string;
  stack: string;
  code?: string;
  cause?: object;
} {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' };
  return {
    type: error.name,
    message: '',
    stack: framesOf(error),
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(error.cause === undefined ? {} : { cause: errorLine(error.cause) }),
  };
}

function framesOf(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .join('\n');
}

/** The label of an interaction in logs and metrics: one of a small fixed number. */
export function interactionLabel(interaction: Interaction | undefined): string {
  if (interaction === undefined) return 'none';
  switch (interaction.name) {
    case 'operation':
      return `$${interaction.code}`;
    case 'history':
    case 'search':
      return `${interaction.name}-${levelOf(interaction)}`;
    case 'capabilities':
    case 'bundle':
    case 'read':
    case 'vread':
    case 'create':
    case 'update':
    case 'patch':
    case 'delete':
      return interaction.name;
  }
}

function levelOf(interaction: Extract<Interaction, { name: 'history' | 'search' }>): string {
  if ('within' in interaction && interaction.within !== undefined) return 'compartment';
  if ('id' in interaction && interaction.id !== undefined) return 'instance';
  return interaction.type === undefined ? 'system' : 'type';
}

/** Writes the one line of a request when its answer has gone out. */
export function logAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  interaction: Interaction | undefined,
): void {
  request.log.info(
    {
      requestId: request.id,
      interaction: interactionLabel(interaction),
      ...(interaction !== undefined && 'type' in interaction ? { type: interaction.type } : {}),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    },
    'answered',
  );
}
