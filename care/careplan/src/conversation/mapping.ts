/** Something that was read as another thing than what stands there, and says so. */
export interface MappingNote {
  /** The question of the form. */
  readonly means: string;
  readonly note: /** An older code of the form stands for the code of the standard; both are named. */
    | 'codeReplaced'
    /** The form has no date of its own: the date on which it was filled in counts. */
    | 'dateOfFillingIn'
    /** The moment beside a date of birth is left out. */
    | 'birthDateWithoutTime'
    /** Who agreed is not on the form: those who were there and may decide are taken to agree. */
    | 'partiesFromPresence'
    /** "Only if" with words that say that nothing was decided. */
    | 'nothingDecided'
    /** The first contact was ticked as a role. */
    | 'firstContactByRole'
    /** A free limit names no treatment: it is kept on the form and is no directive. */
    | 'unnamedTreatment';
  readonly from?: string;
  readonly to?: string;
}
