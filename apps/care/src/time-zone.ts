/** Time zone of the house (IANA): for civil days on screen, and for care relations that end on a day. */
export const TIME_ZONE = 'Europe/Amsterdam';
