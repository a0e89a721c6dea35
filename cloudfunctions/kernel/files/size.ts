import http from 'node:http'
import https from 'node:https'

const PATIENCE = 5000

/**
 * Asks for the bytes of a file at a URL without reading it; undefined for a missing file.
 * @throws Error if the storage does not answer in time
 */
export function sizeAt(address: string): Promise<number | undefined> {
  const { request } = address.startsWith('https:') ? https : http
  return new Promise((resolve, reject) => {
    const asked = request(address, { method: 'HEAD', timeout: PATIENCE }, reply => {
      reply.resume()
      const bytes = Number(reply.headers['content-length'])
      resolve(reply.statusCode === 200 && Number.isInteger(bytes) ? bytes : undefined)
    })
    asked.on('timeout', () => asked.destroy(new Error('the storage did not answer in time')))
    asked.on('error', reject)
    asked.end()
  })
}
