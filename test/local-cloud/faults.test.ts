import { start } from '../../scripts/local-cloud/start'

test('a fault planned at the front door happens there, and can be taken back', async () => {
  const cloud = await start()
  const ask = (method: string, body?: object) =>
    fetch(`${cloud.url}/local/faults`, { method, ...(body && { body: JSON.stringify(body) }) })
  const codeOf = async () => {
    const { reply } = await cloud.call('o-t-lin', 'room', { op: 'mine', input: {} })
    return reply.ok ? 'OK' : reply.error.code
  }
  await ask('POST', { action: 'database.*', nth: 1, kind: 'error' })
  expect(await codeOf()).toBe('INTERNAL')
  expect(await codeOf()).toBe('OK')
  await ask('POST', { action: 'database.*', nth: 1, kind: 'error' })
  expect(await (await ask('GET')).json()).toHaveLength(1)
  await ask('DELETE')
  expect(await codeOf()).toBe('OK')
  expect((await ask('POST', { action: 'database.*', nth: 0, kind: 'error' })).status).toBe(400)
  await cloud.close()
})

test('a database that never answers ends the call at the function’s time limit', async () => {
  const cloud = await start()
  cloud.faults.add({ action: 'database.*', nth: 1, kind: 'timeout' })
  await expect(cloud.call('o-t-lin', 'room', { op: 'mine', input: {} })).rejects.toMatchObject({
    code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
  })
  await cloud.close()
}, 20_000)
