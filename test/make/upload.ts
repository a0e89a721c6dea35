import type { LocalCloud } from '../../scripts/local-cloud/cloud'

/** Uploads a file as the mini program of the person does; answers its id. */
export async function uploadedBy(persona: string, cloud: LocalCloud, bytes: Buffer, name = 'roster.csv') {
  const path = await uploadPath(persona, cloud, name.split('.').at(-1))
  const query = new URLSearchParams({ path, as: `o-${persona}` })
  const response = await fetch(`${cloud.url}/local/upload?${query}`, {
    method: 'POST',
    body: new Uint8Array(bytes),
  })
  const { fileID, error } = (await response.json()) as { fileID?: string; error?: { errMsg: string } }
  if (!fileID) throw new Error(error?.errMsg)
  return fileID
}

/** The place for one upload of the person. */
export async function uploadPath(persona: string, cloud: LocalCloud, extension?: string): Promise<string> {
  const call = { op: 'requestUpload', input: { extension } }
  const { reply } = await cloud.call(`o-${persona}`, 'account', call)
  if (!reply.ok) throw new Error(`no place to upload: ${reply.error.code}`)
  return (reply.data as { path: string }).path
}
