/** The address of a number as it can be dialled. */
export const dialled = (number: string) => `tel:${number.replace(/[^\d+]/g, '')}`;
