/** Loaded when first used: most calls of a function send no mail. */
const nodemailer = (): typeof import('nodemailer') => require('nodemailer')

export interface Mail {
  to: string
  subject: string
  text: string
  /** Files that go along; `cid` is how HTML would name them. */
  attachments?: { filename: string; content: Buffer }[]
  /** Becomes the Message-ID, so that a mail sent twice is one mail to its reader. */
  key?: string
}

/**
 * Sends one mail; the server has taken it when this resolves.
 * @throws Error with the server's words; `MailNotConfigured` where no server is set up
 */
export async function sendMail({ key, ...mail }: Mail): Promise<void> {
  const { transport, from } = server()
  await transport.sendMail({
    from,
    ...mail,
    ...(key && { messageId: `<${key}@${from.split('@').at(-1)}>` }),
  })
}

/**
 * Goes to the server as a mail would, and sends none.
 * @throws Error as `sendMail` does where the server cannot be reached, or does not let us in
 */
export async function reachMail(): Promise<void> {
  await server().transport.verify()
}

/** Read at every call: settings of a warm instance may change. */
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
