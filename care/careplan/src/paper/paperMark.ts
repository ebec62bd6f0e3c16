/** What the code on a printed plan stands for. It never leaves the house unsealed: a patient's id says who they are. */
export interface PaperMark {
  readonly patientId: string;
  /** `CarePlan.edition` of what was printed, eight characters. */
  readonly edition: string;
  /** FHIR instant at which it was fetched. */
  readonly at: string;
}

/** Seals marks so that only this house reads and makes them; the key lies with the house. */
export interface PaperMarks {
  /** Letters that fit in an address. */
  seal(mark: PaperMark): string;
  /** Undefined for what this house did not make, or made with another key. */
  open(text: string): PaperMark | undefined;
}

/** A mark as the text that is sealed. */
export function markText({ patientId, edition, at }: PaperMark): string {
  return [patientId, edition, (Date.parse(at) / 1000).toFixed(3)].join(' ');
}

/** The mark in a text that was sealed; undefined for anything else. */
export function markIn(text: string): PaperMark | undefined {
  const match = /^([A-Za-z0-9.-]{1,64}) ([0-9a-f]{8}) (\d{1,11}\.\d{3})$/.exec(text);
  const [, patientId, edition, seconds] = match ?? [];
  if (patientId === undefined || edition === undefined) return undefined;
  return { patientId, edition, at: new Date(Number(seconds) * 1000).toISOString() };
}

/** Address of the check, for a code on paper. */
export const paperCheckPath = (sealed: string) => `/paper/${sealed}`;
