/** Most letters of the reason of a mark, and of its end. */
export const LONGEST_REASON = 500;
