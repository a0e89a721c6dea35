/** Loaded on first use, because most calls send no mail. */
const nodemailer = (): typeof import('nodemailer') => require('nodemailer')
const parser = (): typeof import('nodemailer/lib/addressparser') => require('nodemailer/lib/addressparser')

export interface Mail {
  to: string
  subject: string
  text: string
  /** Attached files. */
  attachments?: { filename: string; content: Buffer }[]
  /** Becomes the Message-ID, so that mail programs recognise a mail that was sent twice. */
  key?: string
}

/**
 * Sends one mail; resolves when the server has accepted it.
 * @throws Error with the server's message; `MailNotConfigured` if no server is set up
 */
export async function sendMail({ key, ...mail }: Mail): Promise<void> {
  const { transport, from } = server()
  await transport.sendMail({
    from,
    ...mail,
    headers: AUTOMATIC,
    ...(key && { messageId: `<${key}@${domainOf(from)}>` }),
  })
}

/** RFC 3834: answering machines must not reply; the second field says so to Exchange. */
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }

const domainOf = (from: string): string =>
  parser().default(from, { flatten: true })[0]!.address.split('@').at(-1)!

/**
 * Connects and logs in to the mail server without sending a mail.
 * @throws Error as `sendMail` does, if the server is unreachable or rejects the login
 */
export async function reachMail(): Promise<void> {
  await server().transport.verify()
}

/** Settings are read at every call, because those of a warm instance can change. */
function server() {
  const { MAIL_HOST, MAIL_PORT, MAIL_SECURE, MAIL_USER, MAIL_PASSWORD, MAIL_FROM } = process.env
  if (!MAIL_HOST || !MAIL_FROM) throw new Error('MailNotConfigured')
  const transport = nodemailer().createTransport({
    host: MAIL_HOST,
    port: Number(MAIL_PORT ?? 465),
    secure: MAIL_SECURE !== 'false',
    ...(MAIL_USER && { auth: { user: MAIL_USER, pass: MAIL_PASSWORD ?? '' } }),
    connectionTimeout: 5000,
    greetingTimeout: 5000,
    socketTimeout: 10_000,
  })
  return { transport, from: MAIL_FROM }
}
