import { newKey } from './client'
import { me } from './session'

/** Uploads a file of the phone to the person's own folder, from where a function takes it; answers its id. */
export async function upload(filePath: string): Promise<string> {
  const { uploads } = await me()
  const [extension = ''] = /\.\w+$/.exec(filePath) ?? []
  const cloudPath = `${uploads}/${newKey()}${extension}`
  return (await wx.cloud.uploadFile({ cloudPath, filePath })).fileID
}
