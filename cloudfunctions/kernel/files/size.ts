import http from 'node:http'
import https from 'node:https'

const PATIENCE = 5000

/**
 * Bytes of the file at an address, asked without reading it; undefined for a file that is not there.
 * @throws Error where the storage does not answer, or not in time
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
