import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import PostalMime from 'postal-mime'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import type { Outbox } from '../outbox'

export interface MailServer {
  /** Settings with which functions send mail through this server. */
  environment: Record<string, string>
  close(): Promise<void>
}

const USER = 'local-mail'
const PASSWORD = 'local-mail-password'
/** Bytes of one mail, as common providers limit them. */
const MAX_SIZE = 20 * 1024 * 1024

/** Milliseconds that open sessions are given when the server closes. */
const CLOSE_TIMEOUT = 100

/**
 * Starts an SMTP server on a free port of this machine, which delivers into the outbox, one entry per recipient.
 * @param log takes a line about each session that breaks off
 */
export async function startMailServer(outbox: Outbox, log: (text: string) => void): Promise<MailServer> {
  const server = new SMTPServer({
    // Plain text is safe here alone, because nothing leaves the machine.
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    size: MAX_SIZE,
    closeTimeout: CLOSE_TIMEOUT,
    onAuth({ username, password }, _session, callback) {
      if (username === USER && password === PASSWORD) return callback(null, { user: USER })
      callback(refusal(535, 'Authentication failed'))
    },
    onData(stream, session, callback) {
      receive(stream, session, outbox).then(() => callback(), callback)
    },
  })
  server.on('error', error => log(`mail: ${error.message}\n`))
  server.server.prependListener('connection', socket => {
    if (outbox.current('mail').plan === 'down') socket.destroy()
  })
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    environment: environment((server.server.address() as AddressInfo).port),
    close: () => new Promise(resolve => server.close(resolve)),
  }
}

const environment = (port: number): Record<string, string> => ({
  MAIL_HOST: '127.0.0.1',
  MAIL_PORT: String(port),
  MAIL_SECURE: 'false',
  MAIL_USER: USER,
  MAIL_PASSWORD: PASSWORD,
  MAIL_FROM: 'weoffice@example.edu',
})

async function receive(
  stream: Readable & { sizeExceeded: boolean },
  { envelope }: SMTPServerSession,
  outbox: Outbox,
): Promise<void> {
  const raw = await buffer(stream)
  if (stream.sizeExceeded) throw refusal(552, 'Message exceeds fixed maximum message size')
  const { subject, from, text, html, attachments, messageId, headers } = await PostalMime.parse(raw)
  const plan = await outbox.turn('mail')
  const parameters = {
    from: from?.address ?? '',
    subject: subject ?? '',
    messageId: messageId ?? '',
    automatic: headers.some(({ key }) => key === 'auto-submitted'),
    attachments: attachments.map(({ filename, mimeType, content }) => ({
      name: filename ?? '',
      type: mimeType,
      size: typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength,
    })),
  }
  for (const { address } of envelope.rcptTo)
    outbox.add({ kind: 'mail', to: address, parameters, text: text ?? html ?? '' }, plan)
  if (plan.plan === 'fail') throw refusal(Number(plan.code) || 550, 'Mailbox unavailable')
}

const refusal = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode })
