/** Posts to the local cloud's front door. @throws Error with its words when it refuses or does not answer */
export async function tellCloud(path: string, order: object): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(order) })
  const reply = (await response.json()) as Record<string, unknown>
  if (!response.ok) throw new Error(String(reply.error))
  return reply
}
