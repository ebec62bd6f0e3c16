/** As what the log names who opened a plan by a link and a code; no account has this role, and the policy gives it nothing. */
export const LINK_HOLDER = {
  role: 'link-holder',
  name: { nl: 'Ontvanger met een link', en: 'Recipient with a link' },
} as const;
