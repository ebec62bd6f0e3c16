/** A pack that cannot be read. The message says what is wrong, where, and what would be right. */
export class PackError extends Error {
  override readonly name = 'PackError';
  /** Where in the pack: a file, or a member of its JSON such as `namedQueries[2].request`. */
  readonly place: string | undefined;

  constructor(sentence: string, place?: string, options?: ErrorOptions) {
    super(place === undefined ? sentence : `${sentence} (${place})`, options);
    this.place = place;
  }
}
