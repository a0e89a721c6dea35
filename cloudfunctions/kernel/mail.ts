import { createTransport } from 'nodemailer'

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
  const { MAIL_HOST, MAIL_PORT, MAIL_SECURE, MAIL_USER, MAIL_PASSWORD, MAIL_FROM } = process.env
  if (!MAIL_HOST || !MAIL_FROM) throw new Error('MailNotConfigured')
  const transport = createTransport({
    host: MAIL_HOST,
    port: Number(MAIL_PORT ?? 465),
    secure: MAIL_SECURE !== 'false',
    ...(MAIL_USER && { auth: { user: MAIL_USER, pass: MAIL_PASSWORD ?? '' } }),
    ...{ connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 10_000 },
  })
  await transport.sendMail({
    from: MAIL_FROM,
    ...mail,
    ...(key && { messageId: `<${key}@${MAIL_FROM.split('@').at(-1)}>` }),
  })
}
