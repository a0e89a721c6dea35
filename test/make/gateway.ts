import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Gateway {
  /** Settings with which functions send through it. */
  environment: Record<string, string>
  /** The key of every message it was handed, and the code it answered. */
  seen: { key: string; phone: string; code: string }[]
  close(): Promise<unknown>
}

/** A gateway for short messages that remembers keys and answers as it is told to. */
export async function aGateway(answer: (nth: number) => string = () => 'Ok'): Promise<Gateway> {
  const seen: Gateway['seen'] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    const {
      SessionContext: key,
      PhoneNumberSet: [phone],
    } = JSON.parse(body)
    const code = answer(seen.length + 1)
    seen.push({ key, phone, code })
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ Response: { SendStatusSet: [{ Code: code }], RequestId: 'r' } }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    environment: { SMS_PROTOCOL: 'http://', SMS_ENDPOINT: `127.0.0.1:${port}` },
    seen,
    close: () => new Promise(resolve => server.close(resolve)),
  }
}
