/** Which column of a spreadsheet has which field: the number of the column, from 0, by the name of the field. */
export type Mapping = Readonly<Record<string, number>>;

/** What somebody decided about a row whose organisation was not sure. */
export type Choice =
  | { readonly as: 'organisation'; readonly id: string }
  | { readonly as: 'new' }
  | { readonly as: 'skip' };
