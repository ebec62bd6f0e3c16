const ELEMENT = /"((?:[^"\\]|\\.)*)"|([^,{}]+)/g;

/** The elements of a PostgreSQL array of one dimension, as it is printed: `{1,NULL,"a \"b\""}`. */
export function arrayOf<T>(printed: string, read: (element: string) => T): readonly (T | null)[] {
  return [...printed.matchAll(ELEMENT)].map(([, quoted, bare]) => {
    if (quoted !== undefined) return read(quoted.replace(/\\(.)/g, '$1'));
    return bare === 'NULL' || bare === undefined ? null : read(bare);
  });
}
