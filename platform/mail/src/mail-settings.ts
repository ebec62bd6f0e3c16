/** The server that mail is given to, and as whom. */
export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte, or `starttls`; `none` only to this machine itself. */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly login?: { readonly user: string; readonly password: string };
  /** Sender of every mail; answers to it reach nobody of the care team. */
  readonly from: string;
  /** Certificate authorities in PEM, where the server has its own. */
  readonly ca?: string;
}

/** Settings as an environment says them; each may be absent. */
export interface MailWords {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly security?: MailSettings['security'] | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly from?: string | undefined;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i;

/**
 * Complete settings, or undefined where nothing is set at all: then this house sends no mail. Gives the sentence for the
 * operator where a part is missing, or where mail would go over a network without TLS.
 */
export function mailSettings(words: MailWords): MailSettings | string | undefined {
  const { host, port, security = 'starttls', user, password, from } = words;
  if (Object.values(words).every((each) => each === undefined)) return undefined;
  if (host === undefined || from === undefined)
    return 'mail is half set up: it needs CAECILIA_SMTP_HOST and CAECILIA_MAIL_FROM, or neither';
  if ((user === undefined) !== (password === undefined))
    return 'mail is half set up: CAECILIA_SMTP_USER and CAECILIA_SMTP_PASSWORD go together';
  if (security === 'none' && !LOOPBACK.test(host))
    return 'CAECILIA_SMTP_SECURITY: none is for a mail server on this machine only; use starttls or tls';
  return {
    host,
    port: port ?? (security === 'tls' ? 465 : 587),
    security,
    from,
    ...(user === undefined || password === undefined ? {} : { login: { user, password } }),
  };
}
