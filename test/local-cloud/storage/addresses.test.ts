import type { LocalCloud } from '../../../scripts/local-cloud/cloud'
import { addressOf, openCloud, upload } from './sdk'

let local: LocalCloud

beforeEach(async () => {
  local = await openCloud()
})
afterEach(() => local.close())

const fetchEncoded = (address: string, init?: RequestInit) => fetch(encodeURI(address), init)
const codeIn = async (response: Response) => /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1]

/** The SDK's request before it uploads. */
async function permission(path: string): Promise<{ url: string; authorization: string }> {
  const body = JSON.stringify({ action: 'storage.getUploadMetadata', path, method: 'put' })
  const response = await fetch(`${local.url}/admin`, { method: 'POST', body })
  return ((await response.json()) as { data: { url: string; authorization: string } }).data
}

const put = (url: string, authorization?: string) =>
  fetch(url, { method: 'PUT', body: 'x', headers: authorization ? { authorization } : {} })

test('a temporary address gives the file with its type and size, to GET and HEAD', async () => {
  const address = await addressOf(await upload('repair/照片 1.JPG', 'picture'))
  const response = await fetchEncoded(address)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'content-length': '7',
    'last-modified': expect.stringMatching(/ GMT$/),
  })
  expect(await response.text()).toBe('picture')
  const head = await fetchEncoded(address, { method: 'HEAD' })
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '7', ''])
})

test('a temporary address is given unencoded, as the SDKs expect it', async () => {
  expect(await addressOf(await upload('照片 100%.jpg'))).toContain('/照片 100%.jpg?sign=')
})

test('a temporary address lasts as long as was asked, by the cloud’s clock', async () => {
  const fileID = await upload('a.txt')
  const address = await addressOf({ fileID, maxAge: 60 })
  local.clock.advance(58_000)
  expect((await fetch(address)).status).toBe(200)
  local.clock.advance(4_000)
  const late = await fetch(address)
  expect([late.status, await codeIn(late)]).toEqual([403, 'AccessDenied'])
  expect((await fetch(await addressOf({ fileID, maxAge: 60 }))).status).toBe(200)
})

test('a temporary address lasts a day when nothing was asked', async () => {
  const address = await addressOf(await upload('a.txt'))
  local.clock.advance(86_390_000)
  expect((await fetch(address)).status).toBe(200)
  local.clock.advance(20_000)
  expect((await fetch(address)).status).toBe(403)
})

test.each([
  ['another file', (address: string) => address.replace('a.txt', 'b.txt')],
  ['more time', (address: string) => address.replace(/t=(\d+)/, (_, t) => `t=${Number(t) + 1}`)],
  ['another signature', (address: string) => address.replace(/sign=./, 'sign=_')],
  ['no signature', (address: string) => address.replace(/\?.*/, '')],
])('a temporary address changed to %s is refused', async (_, change) => {
  await upload('b.txt')
  const address = change(await addressOf(await upload('a.txt')))
  const response = await fetch(address)
  expect([response.status, await codeIn(response)]).toEqual([403, 'SignatureDoesNotMatch'])
})

test('the address of a file that is gone meanwhile answers 404', async () => {
  const address = await addressOf(await upload('a.txt'))
  await local.files.remove('a.txt')
  const response = await fetch(address)
  expect([response.status, await codeIn(response)]).toEqual([404, 'NoSuchKey'])
})

test('an address that is no text in UTF-8 is refused', async () => {
  const response = await fetch(`${local.url}/storage/%E7`)
  expect([response.status, await codeIn(response)]).toEqual([400, 'InvalidURI'])
})

test('an upload without permission, or with the permission for another file, keeps nothing', async () => {
  const { url, authorization } = await permission('a.txt')
  for (const response of [await put(url), await put(url.replace('a.txt', 'b.txt'), authorization)])
    expect([response.status, await codeIn(response)]).toEqual([403, 'SignatureDoesNotMatch'])
  expect(await local.files.has('a.txt')).toBe(false)
  expect(await local.files.has('b.txt')).toBe(false)
})

test('the permission to upload does not last for ever', async () => {
  const { url, authorization } = await permission('a.txt')
  local.clock.advance(901_000)
  const response = await put(url, authorization)
  expect([response.status, await codeIn(response)]).toEqual([403, 'AccessDenied'])
})

test('the permission to upload does not let anybody read, nor the other way round', async () => {
  const { url, authorization } = await permission('a.txt')
  expect((await fetch(`${url}?${authorization}`)).status).toBe(403)
  const [, ticket] = (await addressOf(await upload('a.txt'))).split('?')
  expect((await put(url, ticket)).status).toBe(403)
})

test('a refusal says code, message, request and trace, all of which the SDKs take for granted', async () => {
  const text = await (await fetch(`${local.url}/storage/a.txt`)).text()
  for (const name of ['Code', 'Message', 'RequestId', 'TraceId'])
    expect(text).toMatch(new RegExp(`<${name}>.+</${name}>`))
})

test.each(['PUT', 'POST'])('an upload by %s that breaks off keeps nothing', async method => {
  await upload('a.txt', 'whole')
  const { url, authorization } = await permission('a.txt')
  const begun = new AbortController()
  const complaint = jest.spyOn(console, 'error')
  const sending = fetch(url, {
    method,
    headers: { authorization, 'content-type': 'multipart/form-data; boundary=b' },
    body: beginning(authorization, begun),
    signal: begun.signal,
    duplex: 'half',
  } as RequestInit)
  await expect(sending).rejects.toThrow('aborted')
  // By the time that another upload is through, the server has noticed.
  await upload('b.txt')
  expect((await local.files.get('a.txt'))!.bytes.toString()).toBe('whole')
  expect(complaint).not.toHaveBeenCalled()
})

/** The beginning of a form with a file in it, after which the sender goes away. */
async function* beginning(ticket: string, sender: AbortController): AsyncGenerator<Buffer> {
  const head = (name: string) => `--b\r\nContent-Disposition: form-data; name="${name}"`
  const fields = `${head('key')}\r\n\r\na.txt\r\n${head('Signature')}\r\n\r\n${ticket}\r\n`
  yield Buffer.from(`${fields}${head('file')}; filename="a"\r\n\r\nhal`)
  await new Promise(resolve => setTimeout(resolve, 20))
  sender.abort()
}

test('an uploaded page runs no script with the local cloud’s rights', async () => {
  const response = await fetch(await addressOf(await upload('a.html', '<script>')))
  expect(response.headers.get('content-security-policy')).toBe('sandbox')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
})

test('a form without a file, and what is no form, is refused', async () => {
  const { url } = await permission('a.txt')
  const form = new FormData()
  form.set('key', 'a.txt')
  for (const body of [form, 'text']) {
    const response = await fetch(url, { method: 'POST', body })
    expect([response.status, await codeIn(response)]).toEqual([400, 'MalformedPOSTRequest'])
  }
})
