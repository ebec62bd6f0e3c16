import { readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';

/** Names of Node and of packages that open a connection to somewhere else. */
const OPENERS: Readonly<Record<string, readonly string[]>> = {
  'node:http': ['request', 'get', 'Agent', 'ClientRequest', 'default', '*'],
  'node:https': ['request', 'get', 'Agent', 'default', '*'],
  'node:http2': ['connect', 'default', '*'],
  'node:net': ['connect', 'createConnection', 'Socket', 'default', '*'],
  'node:tls': ['connect', 'TLSSocket', 'default', '*'],
  'node:dgram': ['createSocket', 'default', '*'],
  'node:dns': ['*', 'default', 'lookup', 'resolve', 'Resolver', 'promises'],
  'node:dns/promises': ['*', 'default', 'lookup', 'resolve', 'Resolver'],
  undici: ['*', 'default', 'fetch', 'request', 'Agent', 'Client', 'Pool'],
  jose: ['createRemoteJWKSet'],
  'openid-client': ['*', 'default', 'discovery', 'Configuration'],
};

/** What a file uses to reach out: `node:net connect`, `fetch`. Types are not code and do not count. */
export function outboundIn(file: string, source: string = readFileSync(file, 'utf8')): string[] {
  const { module, program } = parseSync(file, source);
  const imported = module.staticImports.flatMap(({ moduleRequest, entries }) =>
    entries
      .filter(({ isType }) => !isType)
      .map(({ importName }) => importName.name ?? (importName.kind === 'Default' ? 'default' : '*'))
      .filter((name) => OPENERS[withScheme(moduleRequest.value)]?.includes(name) === true)
      .map((name) => `${withScheme(moduleRequest.value)} ${name}`),
  );
  const loaded = module.dynamicImports
    .map(({ moduleRequest: { start, end } }) => withScheme(source.slice(start + 1, end - 1)))
    .filter((name) => name in OPENERS);
  return [...imported, ...loaded, ...globalsIn(program)];
}

const withScheme = (name: string) => (`node:${name}` in OPENERS ? `node:${name}` : name);

const GLOBALS: ReadonlySet<string> = new Set(['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']);

/** Uses of the global functions, called or handed on; a property, parameter or method of that name is another thing. */
function globalsIn(program: unknown): string[] {
  const found: string[] = [];
  const visit = (node: unknown, key: string, parent: Readonly<Record<string, unknown>> | undefined): void => {
    if (Array.isArray(node)) {
      for (const each of node) visit(each, key, parent);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const each = node as Readonly<Record<string, unknown>>;
    if (each.type === 'Identifier' && isGlobal(each, key, parent)) found.push(String(each.name));
    for (const [name, value] of Object.entries(each)) visit(value, name, each);
  };
  visit(program, '', undefined);
  return found;
}

function isGlobal(
  { name }: Readonly<Record<string, unknown>>,
  key: string,
  parent: Readonly<Record<string, unknown>> | undefined,
): boolean {
  if (typeof name !== 'string' || !GLOBALS.has(name) || parent === undefined) return false;
  const { type, computed, object } = parent;
  if (key === 'property' && type === 'MemberExpression' && computed !== true)
    return (object as { name?: unknown } | undefined)?.name === 'globalThis';
  const isValue =
    key === 'callee' || key === 'arguments' || key === 'value' || key === 'init' || key === 'right';
  return isValue && type !== 'TSPropertySignature';
}
