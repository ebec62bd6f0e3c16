/** Where a conversation is held. */
export const TALK_PLACES = ['home', 'hospital', 'clinic', 'telephone'] as const;
export type TalkPlace = (typeof TALK_PLACES)[number];

/** Most letters of a place in words, and of a reason. */
export const LONGEST_TALK = { where: 100, because: 500 } as const;
