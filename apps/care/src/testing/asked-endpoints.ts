import type { Caller, Endpoint, EndpointFile, RecordSession } from '@caecilia/kernel';

/** Endpoints of the app, asked as the server asks them. Throws what the server would answer in words. */
export interface AskedEndpoints {
  read<T>(
    caller: Caller,
    path: string,
    params?: Record<string, string>,
    query?: Record<string, string>,
  ): Promise<T>;
  file(caller: Caller, path: string, params: Record<string, string>): Promise<EndpointFile>;
  write<T>(
    caller: Caller,
    path: string,
    sent: { readonly params: Record<string, string>; readonly body: object },
  ): Promise<T>;
}

export function askedEndpoints(
  session: (caller: Caller) => RecordSession,
  endpoints: readonly Endpoint[],
): AskedEndpoints {
  const endpoint = (path: string): Endpoint => {
    const found = endpoints.find((each) => each.path === path);
    if (found === undefined) throw new Error(`nothing is served at ${path}`);
    return found;
  };
  return {
    async read<T>(caller: Caller, path: string, params: Record<string, string> = {}, query = {}) {
      const asked = { ...visit(caller, params), query };
      return (await endpoint(path).read?.(session(caller), asked)) as T;
    },
    async file(caller, path, params) {
      const found = await endpoint(path).file?.(session(caller), visit(caller, params));
      if (found === undefined) throw new Error(`no file is served at ${path}`);
      return found;
    },
    async write<T>(caller: Caller, path: string, { params, body }: Parameters<AskedEndpoints['write']>[2]) {
      return (await endpoint(path).write?.(session(caller), { ...visit(caller, params), body })) as T;
    },
  };
}

const visit = (caller: Caller, params: Record<string, string>) => ({
  caller,
  params,
  query: {},
  headers: {},
  origin: '',
  formToken: '',
});
